-- AlterTable
ALTER TABLE "Finding" ADD COLUMN     "nextStep" TEXT;

-- CreateTable
CREATE TABLE "PairPart" (
    "pairId" INTEGER NOT NULL,
    "part" TEXT NOT NULL,
    "observedAt" TIMESTAMP(3) NOT NULL,
    "value" JSONB NOT NULL,

    CONSTRAINT "PairPart_pkey" PRIMARY KEY ("pairId","part")
);

-- CreateTable
CREATE TABLE "ReadinessSpan" (
    "id" SERIAL NOT NULL,
    "pairId" INTEGER NOT NULL,
    "word" TEXT NOT NULL,
    "from" TIMESTAMP(3) NOT NULL,
    "until" TIMESTAMP(3),

    CONSTRAINT "ReadinessSpan_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AnsweringSpan" (
    "id" SERIAL NOT NULL,
    "pairId" INTEGER NOT NULL,
    "servers" INTEGER NOT NULL,
    "from" TIMESTAMP(3) NOT NULL,
    "until" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "AnsweringSpan_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ClockSample" (
    "id" SERIAL NOT NULL,
    "pairId" INTEGER NOT NULL,
    "serverId" INTEGER,
    "method" TEXT NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,
    "valueMs" DOUBLE PRECISION NOT NULL,
    "uncertaintyMs" DOUBLE PRECISION NOT NULL,

    CONSTRAINT "ClockSample_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "NewClientHour" (
    "poolId" INTEGER NOT NULL,
    "serverId" INTEGER NOT NULL,
    "hour" TIMESTAMP(3) NOT NULL,
    "count" INTEGER NOT NULL,

    CONSTRAINT "NewClientHour_pkey" PRIMARY KEY ("poolId","serverId","hour")
);

-- CreateTable
CREATE TABLE "ConfigVersion" (
    "id" SERIAL NOT NULL,
    "serverId" INTEGER NOT NULL,
    "readAt" TIMESTAMP(3) NOT NULL,
    "hash" TEXT NOT NULL,
    "files" JSONB NOT NULL,

    CONSTRAINT "ConfigVersion_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ConfigTest" (
    "id" SERIAL NOT NULL,
    "serverId" INTEGER NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,
    "ok" BOOLEAN NOT NULL,
    "output" TEXT NOT NULL,

    CONSTRAINT "ConfigTest_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "ReadinessSpan_pairId_from_idx" ON "ReadinessSpan"("pairId", "from");

-- CreateIndex
CREATE INDEX "ReadinessSpan_pairId_until_idx" ON "ReadinessSpan"("pairId", "until");

-- CreateIndex
CREATE INDEX "AnsweringSpan_pairId_from_idx" ON "AnsweringSpan"("pairId", "from");

-- CreateIndex
CREATE INDEX "AnsweringSpan_pairId_until_idx" ON "AnsweringSpan"("pairId", "until");

-- CreateIndex
CREATE INDEX "ClockSample_pairId_serverId_at_idx" ON "ClockSample"("pairId", "serverId", "at");

-- CreateIndex
CREATE INDEX "ClockSample_at_idx" ON "ClockSample"("at");

-- CreateIndex
CREATE INDEX "NewClientHour_hour_idx" ON "NewClientHour"("hour");

-- CreateIndex
CREATE INDEX "ConfigVersion_serverId_id_idx" ON "ConfigVersion"("serverId", "id");

-- CreateIndex
CREATE INDEX "ConfigTest_serverId_id_idx" ON "ConfigTest"("serverId", "id");

-- AddForeignKey
ALTER TABLE "PairPart" ADD CONSTRAINT "PairPart_pairId_fkey" FOREIGN KEY ("pairId") REFERENCES "Pair"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ReadinessSpan" ADD CONSTRAINT "ReadinessSpan_pairId_fkey" FOREIGN KEY ("pairId") REFERENCES "Pair"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AnsweringSpan" ADD CONSTRAINT "AnsweringSpan_pairId_fkey" FOREIGN KEY ("pairId") REFERENCES "Pair"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ClockSample" ADD CONSTRAINT "ClockSample_pairId_fkey" FOREIGN KEY ("pairId") REFERENCES "Pair"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ClockSample" ADD CONSTRAINT "ClockSample_serverId_fkey" FOREIGN KEY ("serverId") REFERENCES "Server"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "NewClientHour" ADD CONSTRAINT "NewClientHour_poolId_fkey" FOREIGN KEY ("poolId") REFERENCES "Pool"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "NewClientHour" ADD CONSTRAINT "NewClientHour_serverId_fkey" FOREIGN KEY ("serverId") REFERENCES "Server"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ConfigVersion" ADD CONSTRAINT "ConfigVersion_serverId_fkey" FOREIGN KEY ("serverId") REFERENCES "Server"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ConfigTest" ADD CONSTRAINT "ConfigTest_serverId_fkey" FOREIGN KEY ("serverId") REFERENCES "Server"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- A key begins with the room that finds.
UPDATE "Finding" SET "key" = 'readings:' || "key" WHERE "key" LIKE 'counters:%' OR "key" LIKE 'files:%';
