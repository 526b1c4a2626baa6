-- DropForeignKey
ALTER TABLE "Message" DROP CONSTRAINT "Message_eventId_fkey";

-- DropForeignKey
ALTER TABLE "Delivery" DROP CONSTRAINT "Delivery_messageId_fkey";

-- DropIndex
DROP INDEX "Message_deliveredAt_endpoint_eventId_idx";

-- DropIndex
DROP INDEX "Message_eventId_endpoint_key";

-- AlterTable
ALTER TABLE "Event" ADD COLUMN     "actor" TEXT,
ADD COLUMN     "incidentId" INTEGER,
ALTER COLUMN "pairId" DROP NOT NULL;

-- What waits is still delivered, under the id it was sent with.
ALTER TABLE "Message" DROP CONSTRAINT "Message_pkey";
ALTER TABLE "Message" RENAME COLUMN "id" TO "webhookId";
ALTER TABLE "Message" ADD COLUMN "id" SERIAL NOT NULL,
ADD COLUMN "cause" TEXT,
ADD COLUMN "deadAt" TIMESTAMP(3),
ADD COLUMN "incidentId" INTEGER,
ADD COLUMN "sentence" TEXT,
ADD COLUMN "stream" TEXT,
ALTER COLUMN "pairId" DROP NOT NULL;
UPDATE "Message" SET "cause" = 'event:' || "eventId", "stream" = 'pair:' || "pairId", "sentence" = "body"::jsonb -> 'data' ->> 'sentence',
  "type" = replace("type", 'pair.verdict.changed', 'pair.verdict_changed'), "body" = replace("body", '"pair.verdict.changed"', '"pair.verdict_changed"');
-- Numbered in the order of the events.
UPDATE "Message" SET "id" = numbered."number" FROM (
  SELECT "webhookId", row_number() OVER (ORDER BY "eventId", "endpoint") AS "number" FROM "Message"
) AS numbered WHERE numbered."webhookId" = "Message"."webhookId";
ALTER TABLE "Message" ALTER COLUMN "cause" SET NOT NULL,
ALTER COLUMN "sentence" SET NOT NULL,
ALTER COLUMN "stream" SET NOT NULL,
DROP COLUMN "eventId",
ADD CONSTRAINT "Message_pkey" PRIMARY KEY ("id");

ALTER TABLE "Delivery" RENAME COLUMN "messageId" TO "webhookId";
ALTER TABLE "Delivery" ADD COLUMN "answer" TEXT, ADD COLUMN "messageId" INTEGER;
UPDATE "Delivery" SET "messageId" = "Message"."id" FROM "Message" WHERE "Message"."webhookId" = "Delivery"."webhookId";
ALTER TABLE "Delivery" DROP COLUMN "webhookId", ALTER COLUMN "messageId" SET NOT NULL;

-- CreateTable
CREATE TABLE "Alert" (
    "id" SERIAL NOT NULL,
    "pairId" INTEGER,
    "fingerprint" TEXT NOT NULL,
    "rule" TEXT NOT NULL,
    "subject" JSONB NOT NULL,
    "phase" TEXT NOT NULL,
    "severity" TEXT,
    "startedAt" TIMESTAMP(3) NOT NULL,
    "firedAt" TIMESTAMP(3),
    "resolvedAt" TIMESTAMP(3),
    "observedAt" TIMESTAMP(3) NOT NULL,
    "state" JSONB NOT NULL,
    "suppression" JSONB,
    "incidentId" INTEGER,
    "toldBy" TEXT,
    "toldSeverity" TEXT,
    "acknowledgement" JSONB,

    CONSTRAINT "Alert_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Incident" (
    "id" SERIAL NOT NULL,
    "pairId" INTEGER NOT NULL,
    "phase" TEXT NOT NULL,
    "severity" TEXT NOT NULL,
    "sentence" TEXT NOT NULL,
    "firstSymptomAt" TIMESTAMP(3) NOT NULL,
    "firstSymptom" TEXT NOT NULL,
    "firstAlertId" INTEGER NOT NULL,
    "openedAt" TIMESTAMP(3) NOT NULL,
    "quietSince" TIMESTAMP(3),
    "resolvedAt" TIMESTAMP(3),
    "reopenedAt" JSONB NOT NULL,
    "acknowledgement" JSONB,

    CONSTRAINT "Incident_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "IncidentNote" (
    "id" SERIAL NOT NULL,
    "incidentId" INTEGER NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,
    "actor" TEXT NOT NULL,
    "text" TEXT NOT NULL,

    CONSTRAINT "IncidentNote_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Silence" (
    "id" SERIAL NOT NULL,
    "pair" TEXT,
    "rule" TEXT,
    "server" TEXT,
    "pool" TEXT,
    "startsAt" TIMESTAMP(3) NOT NULL,
    "endsAt" TIMESTAMP(3) NOT NULL,
    "reason" TEXT NOT NULL,
    "actor" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "endedAt" TIMESTAMP(3),
    "endedBy" TEXT,

    CONSTRAINT "Silence_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "MaintenanceWindow" (
    "id" SERIAL NOT NULL,
    "origin" TEXT NOT NULL,
    "pair" TEXT,
    "schedule" JSONB NOT NULL,
    "reason" TEXT NOT NULL,
    "actor" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "removedAt" TIMESTAMP(3),

    CONSTRAINT "MaintenanceWindow_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RuleSetting" (
    "id" SERIAL NOT NULL,
    "origin" TEXT NOT NULL,
    "rule" TEXT NOT NULL,
    "pair" TEXT,
    "pool" TEXT,
    "options" JSONB NOT NULL,
    "actor" TEXT,
    "at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "RuleSetting_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Endpoint" (
    "name" TEXT NOT NULL,
    "origin" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "filter" JSONB NOT NULL,
    "sealed" TEXT,
    "disabledAt" TIMESTAMP(3),
    "disabledReason" TEXT,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "actor" TEXT,
    "removedAt" TIMESTAMP(3),

    CONSTRAINT "Endpoint_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "EndedLeaseHour" (
    "poolId" INTEGER NOT NULL,
    "serverId" INTEGER NOT NULL,
    "hour" TIMESTAMP(3) NOT NULL,
    "count" INTEGER NOT NULL,

    CONSTRAINT "EndedLeaseHour_pkey" PRIMARY KEY ("poolId","serverId","hour")
);

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

-- CreateIndex
CREATE INDEX "Event_incidentId_sortAt_idx" ON "Event"("incidentId", "sortAt");

-- CreateIndex
CREATE UNIQUE INDEX "Message_webhookId_key" ON "Message"("webhookId");

-- CreateIndex
CREATE INDEX "Message_endpoint_deliveredAt_deadAt_stream_id_idx" ON "Message"("endpoint", "deliveredAt", "deadAt", "stream", "id");

-- CreateIndex
CREATE INDEX "Message_incidentId_idx" ON "Message"("incidentId");

-- CreateIndex
CREATE UNIQUE INDEX "Message_cause_endpoint_key" ON "Message"("cause", "endpoint");

-- CreateIndex
CREATE INDEX "Delivery_messageId_idx" ON "Delivery"("messageId");

-- AddForeignKey
ALTER TABLE "Event" ADD CONSTRAINT "Event_incidentId_fkey" FOREIGN KEY ("incidentId") REFERENCES "Incident"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Alert" ADD CONSTRAINT "Alert_pairId_fkey" FOREIGN KEY ("pairId") REFERENCES "Pair"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Alert" ADD CONSTRAINT "Alert_incidentId_fkey" FOREIGN KEY ("incidentId") REFERENCES "Incident"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Incident" ADD CONSTRAINT "Incident_pairId_fkey" FOREIGN KEY ("pairId") REFERENCES "Pair"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "IncidentNote" ADD CONSTRAINT "IncidentNote_incidentId_fkey" FOREIGN KEY ("incidentId") REFERENCES "Incident"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Delivery" ADD CONSTRAINT "Delivery_messageId_fkey" FOREIGN KEY ("messageId") REFERENCES "Message"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "EndedLeaseHour" ADD CONSTRAINT "EndedLeaseHour_poolId_fkey" FOREIGN KEY ("poolId") REFERENCES "Pool"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "EndedLeaseHour" ADD CONSTRAINT "EndedLeaseHour_serverId_fkey" FOREIGN KEY ("serverId") REFERENCES "Server"("id") ON DELETE CASCADE ON UPDATE CASCADE;
