-- AlterTable
ALTER TABLE "Server" ADD COLUMN "zone" TEXT;

-- AlterTable
ALTER TABLE "Endpoint" ADD COLUMN "unusableReason" TEXT;

-- AlterTable
ALTER TABLE "Collector" ADD COLUMN "figures" JSONB;

-- CreateTable
CREATE TABLE "IncidentTask" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "incidentId" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "assignee" TEXT,
    "createdAt" DATETIME NOT NULL,
    "actor" TEXT NOT NULL,
    "doneAt" DATETIME,
    "doneBy" TEXT,
    "removedAt" DATETIME,
    CONSTRAINT "IncidentTask_incidentId_fkey" FOREIGN KEY ("incidentId") REFERENCES "Incident" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "StoredPair" (
    "name" TEXT NOT NULL PRIMARY KEY,
    "sealed" TEXT NOT NULL,
    "revision" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    "actor" TEXT NOT NULL,
    "removedAt" DATETIME
);

-- AlterTable
ALTER TABLE "Event" ADD COLUMN "sources" TEXT NOT NULL DEFAULT '';

-- What tells an event stands in its evidence
UPDATE "Event" SET "sources" = coalesce((
  SELECT ' ' || group_concat("source", ' ') || ' '
  FROM (SELECT DISTINCT json_extract("value", '$.source') AS "source" FROM json_each("Event"."evidence"))
), '');

-- CreateIndex
CREATE INDEX "Event_kind_sortAt_id_idx" ON "Event"("kind", "sortAt", "id");

-- CreateIndex
CREATE INDEX "Event_serverId_sortAt_id_idx" ON "Event"("serverId", "sortAt", "id");

-- CreateIndex
CREATE INDEX "IncidentTask_incidentId_id_idx" ON "IncidentTask"("incidentId", "id");
