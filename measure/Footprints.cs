namespace Sync.Measure;

/// <summary>Runs joined to footprints: two runs of neighbouring rows belong together when they touch, by a side or a corner.</summary>
internal static class Footprints
{
    /// <summary>The footprints of at least so many pixels, each as its runs in the order of the rows.</summary>
    public static List<List<Run>> Join(IReadOnlyList<Run> runs, int minimumAreaPixels)
    {
        var parents = Connect(runs);
        var byRoot = new Dictionary<int, List<Run>>();
        var footprints = new List<List<Run>>();
        for (var i = 0; i < runs.Count; i++)
        {
            var root = Root(parents, i);
            if (!byRoot.TryGetValue(root, out var footprint))
            {
                byRoot.Add(root, footprint = []);
                footprints.Add(footprint);
            }

            footprint.Add(runs[i]);
        }

        footprints.RemoveAll(footprint => footprint.Sum(run => run.Length) < minimumAreaPixels);
        return footprints;
    }

    private static int[] Connect(IReadOnlyList<Run> runs)
    {
        var parents = new int[runs.Count];
        var above = 0;
        for (var i = 0; i < runs.Count; i++)
        {
            parents[i] = i;
            var run = runs[i];
            while (runs[above].Y < run.Y - 1 || (runs[above].Y == run.Y - 1 && runs[above].End < run.Start))
            {
                above++;
            }

            for (var j = above; runs[j].Y == run.Y - 1 && runs[j].Start <= run.End; j++)
            {
                parents[Root(parents, j)] = Root(parents, i);
            }
        }

        return parents;
    }

    private static int Root(int[] parents, int i)
    {
        while (parents[i] != i)
        {
            i = parents[i] = parents[parents[i]];
        }

        return i;
    }
}
