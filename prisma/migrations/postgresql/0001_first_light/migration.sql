-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "Pair" (
    "id" SERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "title" TEXT,
    "kind" TEXT NOT NULL,
    "peerName" TEXT,
    "position" INTEGER NOT NULL,
    "intervalMs" INTEGER NOT NULL,
    "addedAt" TIMESTAMP(3) NOT NULL,
    "removedAt" TIMESTAMP(3),

    CONSTRAINT "Pair_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Server" (
    "id" SERIAL NOT NULL,
    "pairId" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "host" TEXT NOT NULL,
    "removedAt" TIMESTAMP(3),

    CONSTRAINT "Server_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Source" (
    "id" SERIAL NOT NULL,
    "serverId" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "intervalMs" INTEGER NOT NULL,
    "lastAttemptAt" TIMESTAMP(3),
    "lastSuccessAt" TIMESTAMP(3),
    "failingSince" TIMESTAMP(3),
    "consecutiveFailures" INTEGER NOT NULL DEFAULT 0,
    "failureKind" TEXT,
    "failureMessage" TEXT,
    "roundTripMs" DOUBLE PRECISION,

    CONSTRAINT "Source_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ServerStatus" (
    "serverId" INTEGER NOT NULL,
    "observedAt" TIMESTAMP(3) NOT NULL,
    "localState" TEXT NOT NULL,
    "partnerState" TEXT NOT NULL,
    "localStosAt" TIMESTAMP(3),
    "partnerStosAt" TIMESTAMP(3),
    "hierarchy" TEXT NOT NULL,
    "mcltSeconds" INTEGER NOT NULL,
    "maxResponseDelaySeconds" INTEGER NOT NULL,
    "unackedUpdates" INTEGER NOT NULL,
    "raw" JSONB NOT NULL,

    CONSTRAINT "ServerStatus_pkey" PRIMARY KEY ("serverId")
);

-- CreateTable
CREATE TABLE "StateSpan" (
    "id" SERIAL NOT NULL,
    "serverId" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "from" TIMESTAMP(3) NOT NULL,
    "until" TIMESTAMP(3),
    "lastSeenAt" TIMESTAMP(3) NOT NULL,
    "stosAt" TIMESTAMP(3),

    CONSTRAINT "StateSpan_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PairStatus" (
    "pairId" INTEGER NOT NULL,
    "verdict" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "sentenceTemplate" TEXT NOT NULL,
    "nextStep" TEXT,
    "since" TIMESTAMP(3) NOT NULL,
    "checkedAt" TIMESTAMP(3) NOT NULL,
    "evidence" JSONB NOT NULL,
    "answering" JSONB NOT NULL,
    "link" JSONB NOT NULL,
    "skew" JSONB,

    CONSTRAINT "PairStatus_pkey" PRIMARY KEY ("pairId")
);

-- CreateTable
CREATE TABLE "VerdictSpan" (
    "id" SERIAL NOT NULL,
    "pairId" INTEGER NOT NULL,
    "verdict" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "from" TIMESTAMP(3) NOT NULL,
    "until" TIMESTAMP(3),

    CONSTRAINT "VerdictSpan_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Event" (
    "id" SERIAL NOT NULL,
    "key" TEXT NOT NULL,
    "pairId" INTEGER NOT NULL,
    "serverId" INTEGER,
    "kind" TEXT NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,
    "clock" TEXT NOT NULL,
    "observedAt" TIMESTAMP(3) NOT NULL,
    "from" TEXT,
    "to" TEXT NOT NULL,
    "sentence" TEXT NOT NULL,
    "evidence" JSONB NOT NULL,

    CONSTRAINT "Event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Pool" (
    "id" SERIAL NOT NULL,
    "pairId" INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    "sharedNetwork" TEXT NOT NULL,
    "peerName" TEXT,
    "ranges" JSONB NOT NULL,
    "addressCount" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    "removedAt" TIMESTAMP(3),

    CONSTRAINT "Pool_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PoolSample" (
    "poolId" INTEGER NOT NULL,
    "serverId" INTEGER NOT NULL,
    "leaseCount" INTEGER NOT NULL,
    "freeLeases" INTEGER NOT NULL,
    "backupLeases" INTEGER NOT NULL,
    "from" TIMESTAMP(3) NOT NULL,
    "until" TIMESTAMP(3) NOT NULL,
    "latest" BOOLEAN NOT NULL,

    CONSTRAINT "PoolSample_pkey" PRIMARY KEY ("poolId","serverId","from")
);

-- CreateTable
CREATE TABLE "Message" (
    "id" TEXT NOT NULL,
    "endpoint" TEXT NOT NULL,
    "pairId" INTEGER NOT NULL,
    "eventId" INTEGER NOT NULL,
    "type" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "nextAttemptAt" TIMESTAMP(3) NOT NULL,
    "deliveredAt" TIMESTAMP(3),

    CONSTRAINT "Message_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Delivery" (
    "id" SERIAL NOT NULL,
    "messageId" TEXT NOT NULL,
    "attemptedAt" TIMESTAMP(3) NOT NULL,
    "durationMs" INTEGER NOT NULL,
    "status" INTEGER,
    "error" TEXT,

    CONSTRAINT "Delivery_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Topic" (
    "name" TEXT NOT NULL,
    "cursor" BIGINT NOT NULL,

    CONSTRAINT "Topic_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "Collector" (
    "id" INTEGER NOT NULL,
    "instance" TEXT NOT NULL,
    "version" TEXT NOT NULL,
    "startedAt" TIMESTAMP(3) NOT NULL,
    "lastSeenAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Collector_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "Pair_name_key" ON "Pair"("name");

-- CreateIndex
CREATE UNIQUE INDEX "Server_pairId_name_key" ON "Server"("pairId", "name");

-- CreateIndex
CREATE UNIQUE INDEX "Source_serverId_kind_key" ON "Source"("serverId", "kind");

-- CreateIndex
CREATE INDEX "StateSpan_serverId_from_idx" ON "StateSpan"("serverId", "from");

-- CreateIndex
CREATE INDEX "StateSpan_serverId_until_idx" ON "StateSpan"("serverId", "until");

-- CreateIndex
CREATE INDEX "VerdictSpan_pairId_from_idx" ON "VerdictSpan"("pairId", "from");

-- CreateIndex
CREATE INDEX "VerdictSpan_pairId_until_idx" ON "VerdictSpan"("pairId", "until");

-- CreateIndex
CREATE UNIQUE INDEX "Event_key_key" ON "Event"("key");

-- CreateIndex
CREATE INDEX "Event_pairId_id_idx" ON "Event"("pairId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "Pool_pairId_key_key" ON "Pool"("pairId", "key");

-- CreateIndex
CREATE INDEX "PoolSample_latest_poolId_serverId_idx" ON "PoolSample"("latest", "poolId", "serverId");

-- CreateIndex
CREATE INDEX "Message_deliveredAt_endpoint_eventId_idx" ON "Message"("deliveredAt", "endpoint", "eventId");

-- CreateIndex
CREATE UNIQUE INDEX "Message_eventId_endpoint_key" ON "Message"("eventId", "endpoint");

-- CreateIndex
CREATE INDEX "Delivery_messageId_idx" ON "Delivery"("messageId");

-- CreateIndex
CREATE INDEX "Topic_cursor_idx" ON "Topic"("cursor");

-- AddForeignKey
ALTER TABLE "Server" ADD CONSTRAINT "Server_pairId_fkey" FOREIGN KEY ("pairId") REFERENCES "Pair"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Source" ADD CONSTRAINT "Source_serverId_fkey" FOREIGN KEY ("serverId") REFERENCES "Server"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ServerStatus" ADD CONSTRAINT "ServerStatus_serverId_fkey" FOREIGN KEY ("serverId") REFERENCES "Server"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "StateSpan" ADD CONSTRAINT "StateSpan_serverId_fkey" FOREIGN KEY ("serverId") REFERENCES "Server"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PairStatus" ADD CONSTRAINT "PairStatus_pairId_fkey" FOREIGN KEY ("pairId") REFERENCES "Pair"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "VerdictSpan" ADD CONSTRAINT "VerdictSpan_pairId_fkey" FOREIGN KEY ("pairId") REFERENCES "Pair"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Event" ADD CONSTRAINT "Event_pairId_fkey" FOREIGN KEY ("pairId") REFERENCES "Pair"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Event" ADD CONSTRAINT "Event_serverId_fkey" FOREIGN KEY ("serverId") REFERENCES "Server"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Pool" ADD CONSTRAINT "Pool_pairId_fkey" FOREIGN KEY ("pairId") REFERENCES "Pair"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PoolSample" ADD CONSTRAINT "PoolSample_poolId_fkey" FOREIGN KEY ("poolId") REFERENCES "Pool"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PoolSample" ADD CONSTRAINT "PoolSample_serverId_fkey" FOREIGN KEY ("serverId") REFERENCES "Server"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Message" ADD CONSTRAINT "Message_pairId_fkey" FOREIGN KEY ("pairId") REFERENCES "Pair"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Message" ADD CONSTRAINT "Message_eventId_fkey" FOREIGN KEY ("eventId") REFERENCES "Event"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Delivery" ADD CONSTRAINT "Delivery_messageId_fkey" FOREIGN KEY ("messageId") REFERENCES "Message"("id") ON DELETE CASCADE ON UPDATE CASCADE;
