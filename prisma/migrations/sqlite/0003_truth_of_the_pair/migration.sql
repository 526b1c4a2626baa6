-- AlterTable
ALTER TABLE "Finding" ADD COLUMN "nextStep" TEXT;

-- CreateTable
CREATE TABLE "PairPart" (
    "pairId" INTEGER NOT NULL,
    "part" TEXT NOT NULL,
    "observedAt" DATETIME NOT NULL,
    "value" JSONB NOT NULL,

    PRIMARY KEY ("pairId", "part"),
    CONSTRAINT "PairPart_pairId_fkey" FOREIGN KEY ("pairId") REFERENCES "Pair" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "ReadinessSpan" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "pairId" INTEGER NOT NULL,
    "word" TEXT NOT NULL,
    "from" DATETIME NOT NULL,
    "until" DATETIME,
    CONSTRAINT "ReadinessSpan_pairId_fkey" FOREIGN KEY ("pairId") REFERENCES "Pair" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "AnsweringSpan" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "pairId" INTEGER NOT NULL,
    "servers" INTEGER NOT NULL,
    "from" DATETIME NOT NULL,
    "until" DATETIME NOT NULL,
    CONSTRAINT "AnsweringSpan_pairId_fkey" FOREIGN KEY ("pairId") REFERENCES "Pair" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "ClockSample" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "pairId" INTEGER NOT NULL,
    "serverId" INTEGER,
    "method" TEXT NOT NULL,
    "at" DATETIME NOT NULL,
    "valueMs" REAL NOT NULL,
    "uncertaintyMs" REAL NOT NULL,
    CONSTRAINT "ClockSample_pairId_fkey" FOREIGN KEY ("pairId") REFERENCES "Pair" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "ClockSample_serverId_fkey" FOREIGN KEY ("serverId") REFERENCES "Server" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "NewClientHour" (
    "poolId" INTEGER NOT NULL,
    "serverId" INTEGER NOT NULL,
    "hour" DATETIME NOT NULL,
    "count" INTEGER NOT NULL,

    PRIMARY KEY ("poolId", "serverId", "hour"),
    CONSTRAINT "NewClientHour_poolId_fkey" FOREIGN KEY ("poolId") REFERENCES "Pool" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "NewClientHour_serverId_fkey" FOREIGN KEY ("serverId") REFERENCES "Server" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "ConfigVersion" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "serverId" INTEGER NOT NULL,
    "readAt" DATETIME NOT NULL,
    "hash" TEXT NOT NULL,
    "files" JSONB NOT NULL,
    CONSTRAINT "ConfigVersion_serverId_fkey" FOREIGN KEY ("serverId") REFERENCES "Server" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "ConfigTest" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "serverId" INTEGER NOT NULL,
    "at" DATETIME NOT NULL,
    "ok" BOOLEAN NOT NULL,
    "output" TEXT NOT NULL,
    CONSTRAINT "ConfigTest_serverId_fkey" FOREIGN KEY ("serverId") REFERENCES "Server" ("id") ON DELETE CASCADE ON UPDATE CASCADE
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

-- A key begins with the room that finds.
UPDATE "Finding" SET "key" = 'readings:' || "key" WHERE "key" LIKE 'counters:%' OR "key" LIKE 'files:%';
