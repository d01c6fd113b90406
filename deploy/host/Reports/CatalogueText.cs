using System.Globalization;
using System.Text;
using Sync.Scheduler.Catalogue;

namespace Sync.Host.Reports;

/// <summary>What remains of a catalogue: targets that have been begun by name, all others counted by project.</summary>
internal static class CatalogueText
{
    private const int BegunAtMost = 20;

    public static void Add(StringBuilder text, IReadOnlyList<ProjectSummary> catalogue)
    {
        var targets = (from project in catalogue
                       where project.State == "Active"
                       from target in project.Targets
                       where target.Active
                       select new Progress(project.Name, target.Name, [.. target.Plans.Where(p => p.Enabled)])).ToList();
        text.AppendLine(CultureInfo.InvariantCulture, $"Left to do in the catalogue: {targets.Sum(t => t.Left)} of {targets.Sum(t => t.Desired)} frames.");
        var begun = targets.Where(t => t.Accepted > 0).OrderBy(t => t.Left == 0).Take(BegunAtMost).ToList();
        List<string[]> rows = [["project", "target", "accepted of desired", "left"]];
        rows.AddRange(begun.Select(t => new[] { t.Project, t.Target, t.Plans, t.Left == 0 ? "done" : Number(t.Left) }));
        rows.AddRange(targets.Except(begun).GroupBy(t => t.Project).Select(g => new[]
        {
            g.Key, g.Count() == 1 ? g.First().Target : $"{g.Count()} targets", $"{g.Sum(t => t.Accepted)}/{g.Sum(t => t.Desired)}", Number(g.Sum(t => t.Left)),
        }));
        text.AppendJoin(Environment.NewLine, TextTable.Lines(rows, 3)).AppendLine().AppendLine();
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private sealed record Progress(string Project, string Target, IReadOnlyList<PlanSummary> Of)
    {
        public int Accepted => Of.Sum(p => p.Accepted);

        public int Desired => Of.Sum(p => p.Desired);

        public int Left => Of.Sum(p => Math.Max(0, p.Desired - p.Accepted));

        public string Plans => string.Join(", ", Of.Select(p => $"{p.Kind} {p.Accepted}/{p.Desired}"));
    }
}
