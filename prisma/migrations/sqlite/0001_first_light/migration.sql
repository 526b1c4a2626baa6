-- CreateTable
CREATE TABLE "Pair" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "name" TEXT NOT NULL,
    "title" TEXT,
    "kind" TEXT NOT NULL,
    "peerName" TEXT,
    "position" INTEGER NOT NULL,
    "intervalMs" INTEGER NOT NULL,
    "addedAt" DATETIME NOT NULL,
    "removedAt" DATETIME
);

-- CreateTable
CREATE TABLE "Server" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "pairId" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "host" TEXT NOT NULL,
    "removedAt" DATETIME,
    CONSTRAINT "Server_pairId_fkey" FOREIGN KEY ("pairId") REFERENCES "Pair" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Source" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "serverId" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "intervalMs" INTEGER NOT NULL,
    "lastAttemptAt" DATETIME,
    "lastSuccessAt" DATETIME,
    "failingSince" DATETIME,
    "consecutiveFailures" INTEGER NOT NULL DEFAULT 0,
    "failureKind" TEXT,
    "failureMessage" TEXT,
    "roundTripMs" REAL,
    CONSTRAINT "Source_serverId_fkey" FOREIGN KEY ("serverId") REFERENCES "Server" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "ServerStatus" (
    "serverId" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "observedAt" DATETIME NOT NULL,
    "localState" TEXT NOT NULL,
    "partnerState" TEXT NOT NULL,
    "localStosAt" DATETIME,
    "partnerStosAt" DATETIME,
    "hierarchy" TEXT NOT NULL,
    "mcltSeconds" INTEGER NOT NULL,
    "maxResponseDelaySeconds" INTEGER NOT NULL,
    "unackedUpdates" INTEGER NOT NULL,
    "raw" JSONB NOT NULL,
    CONSTRAINT "ServerStatus_serverId_fkey" FOREIGN KEY ("serverId") REFERENCES "Server" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "StateSpan" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "serverId" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "from" DATETIME NOT NULL,
    "until" DATETIME,
    "lastSeenAt" DATETIME NOT NULL,
    "stosAt" DATETIME,
    CONSTRAINT "StateSpan_serverId_fkey" FOREIGN KEY ("serverId") REFERENCES "Server" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "PairStatus" (
    "pairId" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "verdict" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "sentenceTemplate" TEXT NOT NULL,
    "nextStep" TEXT,
    "since" DATETIME NOT NULL,
    "checkedAt" DATETIME NOT NULL,
    "evidence" JSONB NOT NULL,
    "answering" JSONB NOT NULL,
    "link" JSONB NOT NULL,
    "skew" JSONB,
    CONSTRAINT "PairStatus_pairId_fkey" FOREIGN KEY ("pairId") REFERENCES "Pair" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "VerdictSpan" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "pairId" INTEGER NOT NULL,
    "verdict" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "from" DATETIME NOT NULL,
    "until" DATETIME,
    CONSTRAINT "VerdictSpan_pairId_fkey" FOREIGN KEY ("pairId") REFERENCES "Pair" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Event" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "key" TEXT NOT NULL,
    "pairId" INTEGER NOT NULL,
    "serverId" INTEGER,
    "kind" TEXT NOT NULL,
    "at" DATETIME NOT NULL,
    "clock" TEXT NOT NULL,
    "observedAt" DATETIME NOT NULL,
    "from" TEXT,
    "to" TEXT NOT NULL,
    "sentence" TEXT NOT NULL,
    "evidence" JSONB NOT NULL,
    CONSTRAINT "Event_pairId_fkey" FOREIGN KEY ("pairId") REFERENCES "Pair" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Event_serverId_fkey" FOREIGN KEY ("serverId") REFERENCES "Server" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Pool" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "pairId" INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    "sharedNetwork" TEXT NOT NULL,
    "peerName" TEXT,
    "ranges" JSONB NOT NULL,
    "addressCount" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    "removedAt" DATETIME,
    CONSTRAINT "Pool_pairId_fkey" FOREIGN KEY ("pairId") REFERENCES "Pair" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "PoolSample" (
    "poolId" INTEGER NOT NULL,
    "serverId" INTEGER NOT NULL,
    "leaseCount" INTEGER NOT NULL,
    "freeLeases" INTEGER NOT NULL,
    "backupLeases" INTEGER NOT NULL,
    "from" DATETIME NOT NULL,
    "until" DATETIME NOT NULL,
    "latest" BOOLEAN NOT NULL,

    PRIMARY KEY ("poolId", "serverId", "from"),
    CONSTRAINT "PoolSample_poolId_fkey" FOREIGN KEY ("poolId") REFERENCES "Pool" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "PoolSample_serverId_fkey" FOREIGN KEY ("serverId") REFERENCES "Server" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Message" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "endpoint" TEXT NOT NULL,
    "pairId" INTEGER NOT NULL,
    "eventId" INTEGER NOT NULL,
    "type" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "nextAttemptAt" DATETIME NOT NULL,
    "deliveredAt" DATETIME,
    CONSTRAINT "Message_pairId_fkey" FOREIGN KEY ("pairId") REFERENCES "Pair" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Message_eventId_fkey" FOREIGN KEY ("eventId") REFERENCES "Event" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Delivery" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "messageId" TEXT NOT NULL,
    "attemptedAt" DATETIME NOT NULL,
    "durationMs" INTEGER NOT NULL,
    "status" INTEGER,
    "error" TEXT,
    CONSTRAINT "Delivery_messageId_fkey" FOREIGN KEY ("messageId") REFERENCES "Message" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Topic" (
    "name" TEXT NOT NULL PRIMARY KEY,
    "cursor" BIGINT NOT NULL
);

-- CreateTable
CREATE TABLE "Collector" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "instance" TEXT NOT NULL,
    "version" TEXT NOT NULL,
    "startedAt" DATETIME NOT NULL,
    "lastSeenAt" DATETIME NOT NULL
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
