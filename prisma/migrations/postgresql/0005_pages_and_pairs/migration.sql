-- AlterTable
ALTER TABLE "Server" ADD COLUMN     "zone" TEXT;

-- AlterTable
ALTER TABLE "Event" ADD COLUMN     "sources" TEXT NOT NULL DEFAULT '';

-- What tells an event stands in its evidence
UPDATE "Event" SET "sources" = coalesce((
  SELECT ' ' || string_agg(DISTINCT "each"->>'source', ' ') || ' ' FROM jsonb_array_elements("evidence") AS "each"
), '');

-- AlterTable
ALTER TABLE "Endpoint" ADD COLUMN     "unusableReason" TEXT;

-- AlterTable
ALTER TABLE "Collector" ADD COLUMN     "figures" JSONB;

-- CreateTable
CREATE TABLE "IncidentTask" (
    "id" SERIAL NOT NULL,
    "incidentId" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "assignee" TEXT,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "actor" TEXT NOT NULL,
    "doneAt" TIMESTAMP(3),
    "doneBy" TEXT,
    "removedAt" TIMESTAMP(3),

    CONSTRAINT "IncidentTask_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "StoredPair" (
    "name" TEXT NOT NULL,
    "sealed" TEXT NOT NULL,
    "revision" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "actor" TEXT NOT NULL,
    "removedAt" TIMESTAMP(3),

    CONSTRAINT "StoredPair_pkey" PRIMARY KEY ("name")
);

-- CreateIndex
CREATE INDEX "IncidentTask_incidentId_id_idx" ON "IncidentTask"("incidentId", "id");

-- CreateIndex
CREATE INDEX "Event_kind_sortAt_id_idx" ON "Event"("kind", "sortAt", "id");

-- CreateIndex
CREATE INDEX "Event_serverId_sortAt_id_idx" ON "Event"("serverId", "sortAt", "id");

-- AddForeignKey
ALTER TABLE "IncidentTask" ADD CONSTRAINT "IncidentTask_incidentId_fkey" FOREIGN KEY ("incidentId") REFERENCES "Incident"("id") ON DELETE CASCADE ON UPDATE CASCADE;
