-- DropIndex
DROP INDEX "Event_pairId_id_idx";

-- AlterTable
ALTER TABLE "Event" ADD COLUMN "sortAt" TIMESTAMP(3),
ADD COLUMN "backfilled" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN "count" INTEGER NOT NULL DEFAULT 1,
ADD COLUMN "lastAt" TIMESTAMP(3);
UPDATE "Event" SET "sortAt" = "observedAt";
ALTER TABLE "Event" ALTER COLUMN "sortAt" SET NOT NULL;

-- AlterTable: until now counters were read every ten seconds unless the settings said otherwise.
ALTER TABLE "PoolSample" ADD COLUMN "source" TEXT NOT NULL DEFAULT 'omapi',
ADD COLUMN "count" INTEGER,
ADD COLUMN "intervalMs" INTEGER NOT NULL DEFAULT 10000,
ADD COLUMN "values" TEXT;
UPDATE "PoolSample" SET "count" = 1 + FLOOR(EXTRACT(EPOCH FROM ("until" - "from")) / 10),
  "values" = '{"leaseCount":' || "leaseCount" || ',"freeLeases":' || "freeLeases" || ',"backupLeases":' || "backupLeases" || '}';
ALTER TABLE "PoolSample" ALTER COLUMN "source" DROP DEFAULT,
ALTER COLUMN "count" SET NOT NULL,
ALTER COLUMN "intervalMs" DROP DEFAULT,
ALTER COLUMN "values" SET NOT NULL,
DROP CONSTRAINT "PoolSample_pkey",
DROP COLUMN "backupLeases",
DROP COLUMN "freeLeases",
DROP COLUMN "leaseCount",
ADD CONSTRAINT "PoolSample_pkey" PRIMARY KEY ("poolId", "serverId", "source", "from");

-- CreateTable
CREATE TABLE "PoolBucket" (
    "tier" TEXT NOT NULL,
    "poolId" INTEGER NOT NULL,
    "serverId" INTEGER NOT NULL,
    "source" TEXT NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,
    "count" INTEGER NOT NULL,
    "expected" INTEGER NOT NULL,
    "stats" JSONB NOT NULL,

    CONSTRAINT "PoolBucket_pkey" PRIMARY KEY ("tier","poolId","serverId","source","at")
);

-- CreateTable
CREATE TABLE "HistoryProgress" (
    "tier" TEXT NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "HistoryProgress_pkey" PRIMARY KEY ("tier")
);

-- CreateTable
CREATE TABLE "Finding" (
    "id" SERIAL NOT NULL,
    "key" TEXT NOT NULL,
    "pairId" INTEGER NOT NULL,
    "serverId" INTEGER,
    "code" TEXT NOT NULL,
    "severity" TEXT NOT NULL,
    "since" TIMESTAMP(3) NOT NULL,
    "until" TIMESTAMP(3),
    "observedAt" TIMESTAMP(3) NOT NULL,
    "sentence" TEXT NOT NULL,
    "evidence" JSONB NOT NULL,

    CONSTRAINT "Finding_pkey" PRIMARY KEY ("id")
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
    "observedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Lease_pkey" PRIMARY KEY ("serverId","address")
);

-- CreateTable
CREATE TABLE "LeaseSpan" (
    "id" SERIAL NOT NULL,
    "serverId" INTEGER NOT NULL,
    "address" BIGINT NOT NULL,
    "state" TEXT NOT NULL,
    "hardware" TEXT,
    "clientId" TEXT,
    "hostname" TEXT,
    "fromSeconds" INTEGER NOT NULL,
    "untilSeconds" INTEGER NOT NULL,

    CONSTRAINT "LeaseSpan_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "LeaseFile" (
    "serverId" INTEGER NOT NULL,
    "path" TEXT NOT NULL,
    "identity" TEXT,
    "offset" BIGINT NOT NULL,
    "sizeBytes" BIGINT NOT NULL,
    "readAt" TIMESTAMP(3) NOT NULL,
    "rewrittenAt" TIMESTAMP(3),
    "counts" JSONB NOT NULL,

    CONSTRAINT "LeaseFile_pkey" PRIMARY KEY ("serverId")
);

-- CreateTable
CREATE TABLE "LogPosition" (
    "serverId" INTEGER NOT NULL,
    "origin" TEXT NOT NULL,
    "identity" TEXT,
    "offset" BIGINT NOT NULL,
    "cursor" TEXT,
    "readAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "LogPosition_pkey" PRIMARY KEY ("serverId")
);

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

-- CreateIndex
CREATE INDEX "Event_pairId_sortAt_id_idx" ON "Event"("pairId", "sortAt", "id");

-- CreateIndex
CREATE INDEX "Event_sortAt_id_idx" ON "Event"("sortAt", "id");

-- CreateIndex
CREATE INDEX "PoolSample_until_idx" ON "PoolSample"("until");

-- AddForeignKey
ALTER TABLE "PoolBucket" ADD CONSTRAINT "PoolBucket_poolId_fkey" FOREIGN KEY ("poolId") REFERENCES "Pool"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PoolBucket" ADD CONSTRAINT "PoolBucket_serverId_fkey" FOREIGN KEY ("serverId") REFERENCES "Server"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Finding" ADD CONSTRAINT "Finding_pairId_fkey" FOREIGN KEY ("pairId") REFERENCES "Pair"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Finding" ADD CONSTRAINT "Finding_serverId_fkey" FOREIGN KEY ("serverId") REFERENCES "Server"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Lease" ADD CONSTRAINT "Lease_serverId_fkey" FOREIGN KEY ("serverId") REFERENCES "Server"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LeaseSpan" ADD CONSTRAINT "LeaseSpan_serverId_fkey" FOREIGN KEY ("serverId") REFERENCES "Server"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LeaseFile" ADD CONSTRAINT "LeaseFile_serverId_fkey" FOREIGN KEY ("serverId") REFERENCES "Server"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LogPosition" ADD CONSTRAINT "LogPosition_serverId_fkey" FOREIGN KEY ("serverId") REFERENCES "Server"("id") ON DELETE CASCADE ON UPDATE CASCADE;
