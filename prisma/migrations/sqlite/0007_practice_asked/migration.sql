-- AlterTable
ALTER TABLE "Practice" ADD COLUMN "askedAt" DATETIME;
ALTER TABLE "Practice" ADD COLUMN "askedBy" TEXT;
ALTER TABLE "Practice" ADD COLUMN "askedNote" TEXT;
