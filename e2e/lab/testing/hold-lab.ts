import { createLab } from '../lab.ts';

// Brings the lab of PAIRWATCH_LAB up, says so and holds it until somebody kills this process.
await createLab().up();
process.stdout.write('up\n');
setInterval(() => {}, 60_000);
