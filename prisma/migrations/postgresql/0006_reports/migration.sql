-- AlterTable
ALTER TABLE "IncidentNote" ADD COLUMN     "editedAt" TIMESTAMP(3),
ADD COLUMN     "editedBy" TEXT,
ADD COLUMN     "kind" TEXT NOT NULL DEFAULT 'note',
ADD COLUMN     "removedAt" TIMESTAMP(3);

-- AlterTable
ALTER TABLE "IncidentTask" ADD COLUMN     "dueAt" TIMESTAMP(3);

-- CreateTable
CREATE TABLE "IncidentRevision" (
    "id" SERIAL NOT NULL,
    "incidentId" INTEGER NOT NULL,
    "item" TEXT NOT NULL,
    "itemId" INTEGER NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,
    "actor" TEXT NOT NULL,
    "before" JSONB NOT NULL,

    CONSTRAINT "IncidentRevision_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ReportSchedule" (
    "id" SERIAL NOT NULL,
    "period" TEXT NOT NULL,
    "pair" TEXT,
    "zone" TEXT NOT NULL,
    "endpoints" JSONB NOT NULL,
    "profile" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "actor" TEXT NOT NULL,
    "removedAt" TIMESTAMP(3),

    CONSTRAINT "ReportSchedule_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PeriodReport" (
    "id" SERIAL NOT NULL,
    "scheduleId" INTEGER,
    "period" TEXT NOT NULL,
    "pair" TEXT,
    "zone" TEXT NOT NULL,
    "from" TIMESTAMP(3) NOT NULL,
    "until" TIMESTAMP(3) NOT NULL,
    "madeAt" TIMESTAMP(3) NOT NULL,
    "actor" TEXT,
    "model" JSONB NOT NULL,

    CONSTRAINT "PeriodReport_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Practice" (
    "id" SERIAL NOT NULL,
    "pairId" INTEGER NOT NULL,
    "code" TEXT NOT NULL,
    "owner" TEXT,
    "everyDays" INTEGER,
    "offAt" TIMESTAMP(3),
    "since" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Practice_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PracticeRun" (
    "id" SERIAL NOT NULL,
    "practiceId" INTEGER NOT NULL,
    "dueAt" TIMESTAMP(3),
    "at" TIMESTAMP(3) NOT NULL,
    "outcome" TEXT NOT NULL,
    "actor" TEXT,
    "sentence" TEXT NOT NULL,
    "note" TEXT,
    "evidence" JSONB NOT NULL,

    CONSTRAINT "PracticeRun_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Drill" (
    "id" SERIAL NOT NULL,
    "pairId" INTEGER NOT NULL,
    "server" TEXT NOT NULL,
    "phase" TEXT NOT NULL,
    "actor" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "startedAt" TIMESTAMP(3),
    "endedAt" TIMESTAMP(3),
    "windowId" INTEGER,
    "plan" JSONB NOT NULL,
    "record" JSONB NOT NULL,
    "signature" JSONB,

    CONSTRAINT "Drill_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "LeaseBackup" (
    "id" SERIAL NOT NULL,
    "serverId" INTEGER NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,
    "path" TEXT,
    "sizeBytes" BIGINT,
    "storedBytes" BIGINT,
    "sha256" TEXT,
    "leases" INTEGER,
    "verifiedAt" TIMESTAMP(3),
    "error" TEXT,
    "removedAt" TIMESTAMP(3),

    CONSTRAINT "LeaseBackup_pkey" PRIMARY KEY ("id")
);

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

-- AddForeignKey
ALTER TABLE "IncidentRevision" ADD CONSTRAINT "IncidentRevision_incidentId_fkey" FOREIGN KEY ("incidentId") REFERENCES "Incident"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PeriodReport" ADD CONSTRAINT "PeriodReport_scheduleId_fkey" FOREIGN KEY ("scheduleId") REFERENCES "ReportSchedule"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Practice" ADD CONSTRAINT "Practice_pairId_fkey" FOREIGN KEY ("pairId") REFERENCES "Pair"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PracticeRun" ADD CONSTRAINT "PracticeRun_practiceId_fkey" FOREIGN KEY ("practiceId") REFERENCES "Practice"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Drill" ADD CONSTRAINT "Drill_pairId_fkey" FOREIGN KEY ("pairId") REFERENCES "Pair"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LeaseBackup" ADD CONSTRAINT "LeaseBackup_serverId_fkey" FOREIGN KEY ("serverId") REFERENCES "Server"("id") ON DELETE CASCADE ON UPDATE CASCADE;
