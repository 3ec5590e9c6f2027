/** The components content pages may use, under the names docs/writing.md gives them. */

export { default as Causes } from './facts/Causes.astro';
export { default as Disagreements } from './facts/Disagreements.astro';
export { default as LookAlikes } from './facts/LookAlikes.astro';
export { default as Messages } from './facts/Messages.astro';
export { default as Sources } from './facts/Sources.astro';
export { default as TicketLink } from './facts/TicketLink.astro';
export { default as Triggers } from './facts/Triggers.astro';
export { default as Verdicts } from './facts/Verdicts.astro';
export { default as ActionTable } from './pages/ActionTable.astro';
export { default as ActionWidget } from './pages/ActionWidget.astro';
export { default as CauseList } from './pages/CauseList.astro';
export { default as ChangeList } from './pages/ChangeList.astro';
export { default as Classic } from './pages/Classic.astro';
export { default as DiagnoseBox } from './pages/DiagnoseBox.astro';
export { default as ErrorList } from './pages/ErrorList.astro';
export { default as Glossary } from './pages/Glossary.astro';
export { default as GuideList } from './pages/GuideList.astro';
export { default as HomeDoors } from './pages/HomeDoors.astro';
export { default as Planner } from './pages/Planner.astro';
export { default as SourceList } from './pages/SourceList.astro';
export { default as TokenDrawing } from './pages/TokenDrawing.astro';
export { default as Troubleshooter } from './pages/Troubleshooter.astro';
