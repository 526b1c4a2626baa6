-- AlterTable
ALTER TABLE "Practice" ADD COLUMN     "askedAt" TIMESTAMP(3),
ADD COLUMN     "askedBy" TEXT,
ADD COLUMN     "askedNote" TEXT;
