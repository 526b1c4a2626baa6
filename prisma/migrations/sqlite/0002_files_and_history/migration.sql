-- CreateTable
CREATE TABLE "PoolBucket" (
    "tier" TEXT NOT NULL,
    "poolId" INTEGER NOT NULL,
    "serverId" INTEGER NOT NULL,
    "source" TEXT NOT NULL,
    "at" DATETIME NOT NULL,
    "count" INTEGER NOT NULL,
    "expected" INTEGER NOT NULL,
    "stats" JSONB NOT NULL,

    PRIMARY KEY ("tier", "poolId", "serverId", "source", "at"),
    CONSTRAINT "PoolBucket_poolId_fkey" FOREIGN KEY ("poolId") REFERENCES "Pool" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "PoolBucket_serverId_fkey" FOREIGN KEY ("serverId") REFERENCES "Server" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "HistoryProgress" (
    "tier" TEXT NOT NULL PRIMARY KEY,
    "at" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "Finding" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "key" TEXT NOT NULL,
    "pairId" INTEGER NOT NULL,
    "serverId" INTEGER,
    "code" TEXT NOT NULL,
    "severity" TEXT NOT NULL,
    "since" DATETIME NOT NULL,
    "until" DATETIME,
    "observedAt" DATETIME NOT NULL,
    "sentence" TEXT NOT NULL,
    "evidence" JSONB NOT NULL,
    CONSTRAINT "Finding_pairId_fkey" FOREIGN KEY ("pairId") REFERENCES "Pair" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Finding_serverId_fkey" FOREIGN KEY ("serverId") REFERENCES "Server" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Lease" (
    "serverId" INTEGER NOT NULL,
    "address" BIGINT NOT NULL,
    "slice" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "nextState" TEXT NOT NULL,
    "rewindState" TEXT NOT NULL,
    "startsSeconds" INTEGER,
    "endsSeconds" INTEGER,
    "tstpSeconds" INTEGER,
    "tsfpSeconds" INTEGER,
    "atsfpSeconds" INTEGER,
    "clttSeconds" INTEGER,
    "reserved" BOOLEAN NOT NULL,
    "bootp" BOOLEAN NOT NULL,
    "hardwareType" TEXT,
    "hardware" TEXT,
    "clientId" TEXT,
    "hostname" TEXT,
    "hostnameKey" TEXT,
    "vendorClass" TEXT,
    "details" TEXT,
    "sinceSeconds" INTEGER NOT NULL,
    "hash" BIGINT NOT NULL,
    "observedAt" DATETIME NOT NULL,

    PRIMARY KEY ("serverId", "address"),
    CONSTRAINT "Lease_serverId_fkey" FOREIGN KEY ("serverId") REFERENCES "Server" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "LeaseSpan" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "serverId" INTEGER NOT NULL,
    "address" BIGINT NOT NULL,
    "state" TEXT NOT NULL,
    "hardware" TEXT,
    "clientId" TEXT,
    "hostname" TEXT,
    "fromSeconds" INTEGER NOT NULL,
    "untilSeconds" INTEGER NOT NULL,
    CONSTRAINT "LeaseSpan_serverId_fkey" FOREIGN KEY ("serverId") REFERENCES "Server" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "LeaseFile" (
    "serverId" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "path" TEXT NOT NULL,
    "identity" TEXT,
    "offset" BIGINT NOT NULL,
    "sizeBytes" BIGINT NOT NULL,
    "readAt" DATETIME NOT NULL,
    "rewrittenAt" DATETIME,
    "counts" JSONB NOT NULL,
    CONSTRAINT "LeaseFile_serverId_fkey" FOREIGN KEY ("serverId") REFERENCES "Server" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "LogPosition" (
    "serverId" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "origin" TEXT NOT NULL,
    "identity" TEXT,
    "offset" BIGINT NOT NULL,
    "cursor" TEXT,
    "readAt" DATETIME NOT NULL,
    CONSTRAINT "LogPosition_serverId_fkey" FOREIGN KEY ("serverId") REFERENCES "Server" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- AlterTable: in place, since a new table in the old one's stead would take the messages of its events with it.
DROP INDEX "Event_pairId_id_idx";
ALTER TABLE "Event" ADD COLUMN "sortAt" DATETIME NOT NULL DEFAULT 0;
ALTER TABLE "Event" ADD COLUMN "backfilled" BOOLEAN NOT NULL DEFAULT false;
ALTER TABLE "Event" ADD COLUMN "count" INTEGER NOT NULL DEFAULT 1;
ALTER TABLE "Event" ADD COLUMN "lastAt" DATETIME;
UPDATE "Event" SET "sortAt" = "observedAt";

-- CreateIndex
CREATE INDEX "Event_pairId_sortAt_id_idx" ON "Event"("pairId", "sortAt", "id");

-- CreateIndex
CREATE INDEX "Event_sortAt_id_idx" ON "Event"("sortAt", "id");

-- RedefineTable: nothing refers to it. Until now counters were read every ten seconds unless the settings said otherwise.
CREATE TABLE "new_PoolSample" (
    "poolId" INTEGER NOT NULL,
    "serverId" INTEGER NOT NULL,
    "source" TEXT NOT NULL,
    "from" DATETIME NOT NULL,
    "until" DATETIME NOT NULL,
    "count" INTEGER NOT NULL,
    "intervalMs" INTEGER NOT NULL,
    "values" TEXT NOT NULL,
    "latest" BOOLEAN NOT NULL,

    PRIMARY KEY ("poolId", "serverId", "source", "from"),
    CONSTRAINT "PoolSample_poolId_fkey" FOREIGN KEY ("poolId") REFERENCES "Pool" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "PoolSample_serverId_fkey" FOREIGN KEY ("serverId") REFERENCES "Server" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
INSERT INTO "new_PoolSample" ("poolId", "serverId", "source", "from", "until", "count", "intervalMs", "values", "latest")
SELECT "poolId", "serverId", 'omapi', "from", "until", 1 + ("until" - "from") / 10000, 10000,
  '{"leaseCount":' || "leaseCount" || ',"freeLeases":' || "freeLeases" || ',"backupLeases":' || "backupLeases" || '}',
  "latest"
FROM "PoolSample";
DROP TABLE "PoolSample";
ALTER TABLE "new_PoolSample" RENAME TO "PoolSample";
CREATE INDEX "PoolSample_latest_poolId_serverId_idx" ON "PoolSample"("latest", "poolId", "serverId");
CREATE INDEX "PoolSample_until_idx" ON "PoolSample"("until");

-- CreateIndex
CREATE INDEX "PoolBucket_tier_at_idx" ON "PoolBucket"("tier", "at");

-- CreateIndex
CREATE INDEX "Finding_pairId_until_idx" ON "Finding"("pairId", "until");

-- CreateIndex
CREATE INDEX "Finding_key_until_idx" ON "Finding"("key", "until");

-- CreateIndex
CREATE INDEX "Lease_serverId_slice_hardware_address_idx" ON "Lease"("serverId", "slice", "hardware", "address");

-- CreateIndex
CREATE INDEX "Lease_serverId_slice_clientId_address_idx" ON "Lease"("serverId", "slice", "clientId", "address");

-- CreateIndex
CREATE INDEX "Lease_serverId_slice_hostnameKey_address_idx" ON "Lease"("serverId", "slice", "hostnameKey", "address");

-- CreateIndex
CREATE INDEX "Lease_serverId_slice_state_endsSeconds_address_idx" ON "Lease"("serverId", "slice", "state", "endsSeconds", "address");

-- CreateIndex
CREATE INDEX "LeaseSpan_serverId_address_fromSeconds_idx" ON "LeaseSpan"("serverId", "address", "fromSeconds");

-- CreateIndex
CREATE INDEX "LeaseSpan_untilSeconds_idx" ON "LeaseSpan"("untilSeconds");
