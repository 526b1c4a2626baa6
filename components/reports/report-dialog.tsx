'use client';

import { useEffect, useState } from 'react';
import { useActor } from '@/components/ui/actor.tsx';
import { MAIN_BUTTON_LOOK } from '@/components/ui/button.tsx';
import { TextField } from '@/components/ui/field.tsx';
import { WideDialog } from '@/components/ui/wide-dialog.tsx';
import type { ReportFormat, ReportProfile } from '@/lib/contracts/report-profile.ts';
import { reportPath, reportPreviewPath } from '@/lib/queries/report.ts';
import { Choices } from './choices.tsx';
import { CopyAddress } from './copy-address.tsx';
import { ReportPreview } from './preview.tsx';
import { FORMATS, PROFILES } from './words.ts';

/** Hands out the report on an incident: for whom, as what, and how it will look. */
export function ReportDialog({ incident, onClose }: { incident: number; onClose(): void }) {
  const [format, setFormat] = useState<ReportFormat>('pdf');
  const [profile, setProfile] = useState<ReportProfile>('internal');
  const [by, setBy] = useActor();
  const shownBy = useSettled(by);
  const path = reportPath(incident, { format, profile, by });
  const word = FORMATS.find(({ value }) => value === format)?.word;
  return (
    <WideDialog title={`Report on incident ${incident}`} onClose={onClose}>
      <div className="flex min-h-0 grow flex-col overflow-y-auto md:flex-row md:overflow-hidden">
        <div className="flex shrink-0 flex-col border-line md:w-[340px] md:border-r">
          <div className="grow space-y-4 px-4 py-4 sm:px-6 md:overflow-y-auto">
            <Choices<ReportProfile>
              label="For whom"
              value={profile}
              options={PROFILES}
              onChange={setProfile}
            />
            <Choices<ReportFormat>
              isShort
              label="Format"
              value={format}
              options={FORMATS}
              onChange={setFormat}
            />
            <TextField
              path="by"
              label="Made by"
              isOptional
              help="Your name, as the report tells who had it made."
              value={by}
              onChange={setBy}
              autoComplete="name"
            />
          </div>
          <div className="flex shrink-0 flex-wrap gap-2 border-line border-t bg-surface px-4 py-3 max-md:sticky max-md:bottom-0 max-md:border-b sm:px-6">
            <a href={path} download className={MAIN_BUTTON_LOOK}>
              Download {word}
            </a>
            <CopyAddress path={path} />
          </div>
        </div>
        <ReportPreview
          path={reportPreviewPath(incident, { profile, by: shownBy })}
          what={`the report on incident ${incident}`}
        />
      </div>
    </WideDialog>
  );
}

/** Time without another letter after which a name is taken for written. */
const SETTLED_MS = 700;

/** A text once it is written, so that the preview is not made anew with each letter of it. */
function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), SETTLED_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}
