-- CreateTable
CREATE TABLE "BacklogSpan" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "serverId" INTEGER NOT NULL,
    "most" INTEGER NOT NULL,
    "from" DATETIME NOT NULL,
    "until" DATETIME NOT NULL,
    CONSTRAINT "BacklogSpan_serverId_fkey" FOREIGN KEY ("serverId") REFERENCES "Server" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateIndex
CREATE INDEX "BacklogSpan_serverId_from_idx" ON "BacklogSpan"("serverId", "from");

-- CreateIndex
CREATE INDEX "BacklogSpan_until_idx" ON "BacklogSpan"("until");
