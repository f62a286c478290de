import { useThreads } from '../../linalg/index.ts';
import { type AtlasTask, drawAtlas } from './atlas-sheet.ts';
import { type Clustering, type ClusterTask, clusterSamples } from './cluster-samples.ts';
import { findNeighbours, type NeighbourTask } from './find-neighbours.ts';
import { type Layout, type LayoutTask, layOut } from './layout.ts';
import { drawSheet, type SheetTask } from './thumbnail-sheet.ts';

/** Whatever an exploration computes on another thread. */
export type ExploreTask = SheetTask | LayoutTask | NeighbourTask | ClusterTask | AtlasTask;

interface FoundByType {
  readonly sheet: Uint8Array;
  readonly layout: Layout;
  readonly neighbours: Int32Array;
  readonly clusters: Clustering;
  readonly atlas: Uint8Array;
}

/** What comes of a task. */
export type Found<Task extends ExploreTask> = FoundByType[Task['type']];

/** Runs on a worker thread, one thread each, since the tasks run side by side. */
export default async function explore(task: ExploreTask, signal: AbortSignal): Promise<Found<ExploreTask>> {
  useThreads(1);
  switch (task.type) {
    case 'sheet':
      return drawSheet(task, signal);
    case 'layout':
      return layOut(task, signal);
    case 'neighbours':
      return findNeighbours(task);
    case 'clusters':
      return clusterSamples(task, signal);
    case 'atlas':
      return drawAtlas(task);
  }
}
