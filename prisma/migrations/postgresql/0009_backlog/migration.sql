-- CreateTable
CREATE TABLE "BacklogSpan" (
    "id" SERIAL NOT NULL,
    "serverId" INTEGER NOT NULL,
    "most" INTEGER NOT NULL,
    "from" TIMESTAMP(3) NOT NULL,
    "until" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "BacklogSpan_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "BacklogSpan_serverId_from_idx" ON "BacklogSpan"("serverId", "from");

-- CreateIndex
CREATE INDEX "BacklogSpan_until_idx" ON "BacklogSpan"("until");

-- AddForeignKey
ALTER TABLE "BacklogSpan" ADD CONSTRAINT "BacklogSpan_serverId_fkey" FOREIGN KEY ("serverId") REFERENCES "Server"("id") ON DELETE CASCADE ON UPDATE CASCADE;
