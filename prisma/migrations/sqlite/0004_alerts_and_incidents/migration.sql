-- CreateTable
CREATE TABLE "Alert" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "pairId" INTEGER,
    "fingerprint" TEXT NOT NULL,
    "rule" TEXT NOT NULL,
    "subject" JSONB NOT NULL,
    "phase" TEXT NOT NULL,
    "severity" TEXT,
    "startedAt" DATETIME NOT NULL,
    "firedAt" DATETIME,
    "resolvedAt" DATETIME,
    "observedAt" DATETIME NOT NULL,
    "state" JSONB NOT NULL,
    "suppression" JSONB,
    "incidentId" INTEGER,
    "toldBy" TEXT,
    "toldSeverity" TEXT,
    "acknowledgement" JSONB,
    CONSTRAINT "Alert_pairId_fkey" FOREIGN KEY ("pairId") REFERENCES "Pair" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Alert_incidentId_fkey" FOREIGN KEY ("incidentId") REFERENCES "Incident" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Incident" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "pairId" INTEGER NOT NULL,
    "phase" TEXT NOT NULL,
    "severity" TEXT NOT NULL,
    "sentence" TEXT NOT NULL,
    "firstSymptomAt" DATETIME NOT NULL,
    "firstSymptom" TEXT NOT NULL,
    "firstAlertId" INTEGER NOT NULL,
    "openedAt" DATETIME NOT NULL,
    "quietSince" DATETIME,
    "resolvedAt" DATETIME,
    "reopenedAt" JSONB NOT NULL,
    "acknowledgement" JSONB,
    CONSTRAINT "Incident_pairId_fkey" FOREIGN KEY ("pairId") REFERENCES "Pair" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "IncidentNote" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "incidentId" INTEGER NOT NULL,
    "at" DATETIME NOT NULL,
    "actor" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    CONSTRAINT "IncidentNote_incidentId_fkey" FOREIGN KEY ("incidentId") REFERENCES "Incident" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Silence" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "pair" TEXT,
    "rule" TEXT,
    "server" TEXT,
    "pool" TEXT,
    "startsAt" DATETIME NOT NULL,
    "endsAt" DATETIME NOT NULL,
    "reason" TEXT NOT NULL,
    "actor" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    "endedAt" DATETIME,
    "endedBy" TEXT
);

-- CreateTable
CREATE TABLE "MaintenanceWindow" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "origin" TEXT NOT NULL,
    "pair" TEXT,
    "schedule" JSONB NOT NULL,
    "reason" TEXT NOT NULL,
    "actor" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    "removedAt" DATETIME
);

-- CreateTable
CREATE TABLE "RuleSetting" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "origin" TEXT NOT NULL,
    "rule" TEXT NOT NULL,
    "pair" TEXT,
    "pool" TEXT,
    "options" JSONB NOT NULL,
    "actor" TEXT,
    "at" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "Endpoint" (
    "name" TEXT NOT NULL PRIMARY KEY,
    "origin" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "filter" JSONB NOT NULL,
    "sealed" TEXT,
    "disabledAt" DATETIME,
    "disabledReason" TEXT,
    "createdAt" DATETIME NOT NULL,
    "actor" TEXT,
    "removedAt" DATETIME
);

-- CreateTable
CREATE TABLE "EndedLeaseHour" (
    "poolId" INTEGER NOT NULL,
    "serverId" INTEGER NOT NULL,
    "hour" DATETIME NOT NULL,
    "count" INTEGER NOT NULL,

    PRIMARY KEY ("poolId", "serverId", "hour"),
    CONSTRAINT "EndedLeaseHour_poolId_fkey" FOREIGN KEY ("poolId") REFERENCES "Pool" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "EndedLeaseHour_serverId_fkey" FOREIGN KEY ("serverId") REFERENCES "Server" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_Event" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "key" TEXT NOT NULL,
    "pairId" INTEGER,
    "serverId" INTEGER,
    "kind" TEXT NOT NULL,
    "at" DATETIME NOT NULL,
    "clock" TEXT NOT NULL,
    "observedAt" DATETIME NOT NULL,
    "sortAt" DATETIME NOT NULL,
    "from" TEXT,
    "to" TEXT NOT NULL,
    "sentence" TEXT NOT NULL,
    "evidence" JSONB NOT NULL,
    "backfilled" BOOLEAN NOT NULL DEFAULT false,
    "count" INTEGER NOT NULL DEFAULT 1,
    "lastAt" DATETIME,
    "actor" TEXT,
    "incidentId" INTEGER,
    CONSTRAINT "Event_pairId_fkey" FOREIGN KEY ("pairId") REFERENCES "Pair" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Event_serverId_fkey" FOREIGN KEY ("serverId") REFERENCES "Server" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Event_incidentId_fkey" FOREIGN KEY ("incidentId") REFERENCES "Incident" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);
INSERT INTO "new_Event" ("at", "backfilled", "clock", "count", "evidence", "from", "id", "key", "kind", "lastAt", "observedAt", "pairId", "sentence", "serverId", "sortAt", "to") SELECT "at", "backfilled", "clock", "count", "evidence", "from", "id", "key", "kind", "lastAt", "observedAt", "pairId", "sentence", "serverId", "sortAt", "to" FROM "Event";
DROP TABLE "Event";
ALTER TABLE "new_Event" RENAME TO "Event";
CREATE UNIQUE INDEX "Event_key_key" ON "Event"("key");
CREATE INDEX "Event_pairId_sortAt_id_idx" ON "Event"("pairId", "sortAt", "id");
CREATE INDEX "Event_sortAt_id_idx" ON "Event"("sortAt", "id");
CREATE INDEX "Event_incidentId_sortAt_idx" ON "Event"("incidentId", "sortAt");
CREATE TABLE "new_Message" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "webhookId" TEXT NOT NULL,
    "endpoint" TEXT NOT NULL,
    "pairId" INTEGER,
    "incidentId" INTEGER,
    "cause" TEXT NOT NULL,
    "stream" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "sentence" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "nextAttemptAt" DATETIME NOT NULL,
    "deliveredAt" DATETIME,
    "deadAt" DATETIME,
    CONSTRAINT "Message_pairId_fkey" FOREIGN KEY ("pairId") REFERENCES "Pair" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
-- What waits is still delivered, under the id it was sent with.
INSERT INTO "new_Message" ("attempts", "body", "createdAt", "deliveredAt", "endpoint", "webhookId", "nextAttemptAt", "pairId", "type", "cause", "stream", "sentence")
SELECT "attempts", replace("body", '"pair.verdict.changed"', '"pair.verdict_changed"'), "createdAt", "deliveredAt", "endpoint", "id", "nextAttemptAt", "pairId",
  replace("type", 'pair.verdict.changed', 'pair.verdict_changed'), 'event:' || "eventId", 'pair:' || "pairId", json_extract("body", '$.data.sentence')
FROM "Message" ORDER BY "eventId", "endpoint";
DROP TABLE "Message";
ALTER TABLE "new_Message" RENAME TO "Message";
CREATE UNIQUE INDEX "Message_webhookId_key" ON "Message"("webhookId");
CREATE INDEX "Message_endpoint_deliveredAt_deadAt_stream_id_idx" ON "Message"("endpoint", "deliveredAt", "deadAt", "stream", "id");
CREATE INDEX "Message_incidentId_idx" ON "Message"("incidentId");
CREATE UNIQUE INDEX "Message_cause_endpoint_key" ON "Message"("cause", "endpoint");
CREATE TABLE "new_Delivery" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "messageId" INTEGER NOT NULL,
    "attemptedAt" DATETIME NOT NULL,
    "durationMs" INTEGER NOT NULL,
    "status" INTEGER,
    "answer" TEXT,
    "error" TEXT,
    CONSTRAINT "Delivery_messageId_fkey" FOREIGN KEY ("messageId") REFERENCES "Message" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
INSERT INTO "new_Delivery" ("attemptedAt", "durationMs", "error", "id", "messageId", "status")
SELECT "attemptedAt", "durationMs", "error", "Delivery"."id", "Message"."id", "status" FROM "Delivery" JOIN "Message" ON "Message"."webhookId" = "Delivery"."messageId";
DROP TABLE "Delivery";
ALTER TABLE "new_Delivery" RENAME TO "Delivery";
CREATE INDEX "Delivery_messageId_idx" ON "Delivery"("messageId");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;

-- CreateIndex
CREATE INDEX "Alert_pairId_phase_fingerprint_idx" ON "Alert"("pairId", "phase", "fingerprint");

-- CreateIndex
CREATE INDEX "Alert_phase_resolvedAt_idx" ON "Alert"("phase", "resolvedAt");

-- CreateIndex
CREATE INDEX "Alert_fingerprint_resolvedAt_idx" ON "Alert"("fingerprint", "resolvedAt");

-- CreateIndex
CREATE INDEX "Alert_incidentId_idx" ON "Alert"("incidentId");

-- CreateIndex
CREATE INDEX "Incident_pairId_phase_idx" ON "Incident"("pairId", "phase");

-- CreateIndex
CREATE INDEX "Incident_phase_resolvedAt_idx" ON "Incident"("phase", "resolvedAt");

-- CreateIndex
CREATE INDEX "IncidentNote_incidentId_id_idx" ON "IncidentNote"("incidentId", "id");

-- CreateIndex
CREATE INDEX "Silence_endsAt_idx" ON "Silence"("endsAt");

-- CreateIndex
CREATE INDEX "MaintenanceWindow_removedAt_idx" ON "MaintenanceWindow"("removedAt");

-- CreateIndex
CREATE INDEX "RuleSetting_origin_idx" ON "RuleSetting"("origin");

-- CreateIndex
CREATE INDEX "EndedLeaseHour_hour_idx" ON "EndedLeaseHour"("hour");
