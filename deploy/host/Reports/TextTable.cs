namespace Sync.Host.Reports;

/// <summary>Rows of words under each other, for any terminal and any file.</summary>
internal static class TextTable
{
    /// <param name="rows">the first is the head; all as long as it</param>
    /// <param name="right">which columns are numbers</param>
    public static IEnumerable<string> Lines(IReadOnlyList<string[]> rows, params int[] right)
    {
        var widths = Enumerable.Range(0, rows[0].Length).Select(i => rows.Max(r => r[i].Length)).ToArray();
        foreach (var row in rows)
        {
            var cells = row.Select((cell, i) => right.Contains(i) ? cell.PadLeft(widths[i]) : cell.PadRight(widths[i]));
            yield return $"  {string.Join("  ", cells)}".TrimEnd();
        }
    }
}
