-- AlterTable
ALTER TABLE "IncidentTask" ADD COLUMN "dueAt" DATETIME;

-- CreateTable
CREATE TABLE "IncidentRevision" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "incidentId" INTEGER NOT NULL,
    "item" TEXT NOT NULL,
    "itemId" INTEGER NOT NULL,
    "at" DATETIME NOT NULL,
    "actor" TEXT NOT NULL,
    "before" JSONB NOT NULL,
    CONSTRAINT "IncidentRevision_incidentId_fkey" FOREIGN KEY ("incidentId") REFERENCES "Incident" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "ReportSchedule" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "period" TEXT NOT NULL,
    "pair" TEXT,
    "zone" TEXT NOT NULL,
    "endpoints" JSONB NOT NULL,
    "profile" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    "actor" TEXT NOT NULL,
    "removedAt" DATETIME
);

-- CreateTable
CREATE TABLE "PeriodReport" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "scheduleId" INTEGER,
    "period" TEXT NOT NULL,
    "pair" TEXT,
    "zone" TEXT NOT NULL,
    "from" DATETIME NOT NULL,
    "until" DATETIME NOT NULL,
    "madeAt" DATETIME NOT NULL,
    "actor" TEXT,
    "model" JSONB NOT NULL,
    CONSTRAINT "PeriodReport_scheduleId_fkey" FOREIGN KEY ("scheduleId") REFERENCES "ReportSchedule" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Practice" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "pairId" INTEGER NOT NULL,
    "code" TEXT NOT NULL,
    "owner" TEXT,
    "everyDays" INTEGER,
    "offAt" DATETIME,
    "since" DATETIME NOT NULL,
    CONSTRAINT "Practice_pairId_fkey" FOREIGN KEY ("pairId") REFERENCES "Pair" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "PracticeRun" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "practiceId" INTEGER NOT NULL,
    "dueAt" DATETIME,
    "at" DATETIME NOT NULL,
    "outcome" TEXT NOT NULL,
    "actor" TEXT,
    "sentence" TEXT NOT NULL,
    "note" TEXT,
    "evidence" JSONB NOT NULL,
    CONSTRAINT "PracticeRun_practiceId_fkey" FOREIGN KEY ("practiceId") REFERENCES "Practice" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Drill" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "pairId" INTEGER NOT NULL,
    "server" TEXT NOT NULL,
    "phase" TEXT NOT NULL,
    "actor" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    "startedAt" DATETIME,
    "endedAt" DATETIME,
    "windowId" INTEGER,
    "plan" JSONB NOT NULL,
    "record" JSONB NOT NULL,
    "signature" JSONB,
    CONSTRAINT "Drill_pairId_fkey" FOREIGN KEY ("pairId") REFERENCES "Pair" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "LeaseBackup" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "serverId" INTEGER NOT NULL,
    "at" DATETIME NOT NULL,
    "path" TEXT,
    "sizeBytes" BIGINT,
    "storedBytes" BIGINT,
    "sha256" TEXT,
    "leases" INTEGER,
    "verifiedAt" DATETIME,
    "error" TEXT,
    "removedAt" DATETIME,
    CONSTRAINT "LeaseBackup_serverId_fkey" FOREIGN KEY ("serverId") REFERENCES "Server" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_IncidentNote" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "incidentId" INTEGER NOT NULL,
    "kind" TEXT NOT NULL DEFAULT 'note',
    "at" DATETIME NOT NULL,
    "actor" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "editedAt" DATETIME,
    "editedBy" TEXT,
    "removedAt" DATETIME,
    CONSTRAINT "IncidentNote_incidentId_fkey" FOREIGN KEY ("incidentId") REFERENCES "Incident" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
INSERT INTO "new_IncidentNote" ("actor", "at", "id", "incidentId", "text") SELECT "actor", "at", "id", "incidentId", "text" FROM "IncidentNote";
DROP TABLE "IncidentNote";
ALTER TABLE "new_IncidentNote" RENAME TO "IncidentNote";
CREATE INDEX "IncidentNote_incidentId_id_idx" ON "IncidentNote"("incidentId", "id");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;

-- CreateIndex
CREATE INDEX "IncidentRevision_incidentId_id_idx" ON "IncidentRevision"("incidentId", "id");

-- CreateIndex
CREATE INDEX "PeriodReport_madeAt_idx" ON "PeriodReport"("madeAt");

-- CreateIndex
CREATE UNIQUE INDEX "PeriodReport_scheduleId_from_key" ON "PeriodReport"("scheduleId", "from");

-- CreateIndex
CREATE UNIQUE INDEX "Practice_pairId_code_key" ON "Practice"("pairId", "code");

-- CreateIndex
CREATE INDEX "PracticeRun_practiceId_at_idx" ON "PracticeRun"("practiceId", "at");

-- CreateIndex
CREATE INDEX "Drill_pairId_id_idx" ON "Drill"("pairId", "id");

-- CreateIndex
CREATE INDEX "LeaseBackup_serverId_at_idx" ON "LeaseBackup"("serverId", "at");
