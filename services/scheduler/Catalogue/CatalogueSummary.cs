using System.Data.Common;
using Dapper;
using Sync.Scheduler.Books;

namespace Sync.Scheduler.Catalogue;

/// <summary>A project as people see it.</summary>
/// <param name="ProjectId">The project.</param>
/// <param name="Name">Its name.</param>
/// <param name="State">"Draft", "Active", "Inactive" or "Closed".</param>
/// <param name="Priority">0 low, 1 normal, 2 high.</param>
/// <param name="Targets">In their order.</param>
public sealed record ProjectSummary(Guid ProjectId, string Name, string State, int Priority, IReadOnlyList<TargetSummary> Targets);

/// <summary>A target as people see it; the place is J2000.</summary>
public sealed record TargetSummary(
    Guid TargetId, string Name, bool Active, double RightAscensionHours, double DeclinationDegrees, IReadOnlyList<PlanSummary> Plans);

/// <summary>An exposure plan and how far it is.</summary>
/// <param name="PlanId">The plan.</param>
/// <param name="Kind">The template's name.</param>
/// <param name="Enabled">Whether the planner serves it.</param>
/// <param name="ExposureSeconds">Its own; null for the template's.</param>
/// <param name="Desired">Frames wanted.</param>
/// <param name="Accepted">Judged good, those from before an import included.</param>
/// <param name="Pending">Saved, not judged.</param>
/// <param name="Rejected">Judged bad or spoilt, since the import.</param>
/// <param name="UnderWay">Cameras are busy with them.</param>
public sealed record PlanSummary(
    Guid PlanId, string Kind, bool Enabled, double? ExposureSeconds, int Desired, int Accepted, int Pending, int Rejected, int UnderWay);

/// <summary>The whole catalogue with its counts, for the page and for reports.</summary>
public static class CatalogueSummary
{
    private static readonly string[] States = ["Draft", "Active", "Inactive", "Closed"];

    /// <summary>All projects in the order in which the planner takes them.</summary>
    public static IReadOnlyList<ProjectSummary> Of(DbConnection c)
    {
        var progress = Progress.ByPlan(c);
        var plans = c.Query<PlanLine>(
            """
            select p.plan_id as PlanId, p.target_id as TargetId, e.name as Kind, p.active as Active, p.exposure_seconds as ExposureSeconds,
                p.desired as Desired, p.accepted_before as AcceptedBefore
            from exposure_plan p join exposure_template e on e.template_id = p.template_id order by p.target_id, p.position, p.plan_id
            """).ToLookup(p => p.TargetId, p => Plan(p, progress));
        var targets = c.Query<TargetLine>(
            """
            select target_id as TargetId, project_id as ProjectId, name as Name, active as Active,
                right_ascension_hours as RightAscensionHours, declination_degrees as DeclinationDegrees
            from target order by position, name, target_id
            """).ToLookup(t => t.ProjectId, t => Target(t, [.. plans[t.TargetId]]));
        return [.. c.Query<ProjectLine>(
            "select project_id as ProjectId, name as Name, state as State, priority as Priority from project order by created, name, project_id")
            .Select(p => new ProjectSummary(Id(p.ProjectId), p.Name, States[p.State], p.Priority, [.. targets[p.ProjectId]]))];
    }

    private static TargetSummary Target(TargetLine line, IReadOnlyList<PlanSummary> plans) =>
        new(Id(line.TargetId), line.Name, line.Active != 0, line.RightAscensionHours, line.DeclinationDegrees, plans);

    private static PlanSummary Plan(PlanLine line, IReadOnlyDictionary<Guid, Progress> progress)
    {
        var counts = progress.GetValueOrDefault(Id(line.PlanId), Progress.None);
        return new(
            Id(line.PlanId),
            line.Kind,
            line.Active != 0,
            line.ExposureSeconds,
            line.Desired,
            line.AcceptedBefore + counts.Accepted,
            counts.Pending,
            counts.Rejected,
            counts.UnderWay);
    }

    private static Guid Id(string key) => Guid.ParseExact(key, "N");

    private sealed class ProjectLine
    {
        public string ProjectId { get; init; } = "";

        public string Name { get; init; } = "";

        public int State { get; init; }

        public int Priority { get; init; }
    }

    private sealed class TargetLine
    {
        public string TargetId { get; init; } = "";

        public string ProjectId { get; init; } = "";

        public string Name { get; init; } = "";

        public int Active { get; init; }

        public double RightAscensionHours { get; init; }

        public double DeclinationDegrees { get; init; }
    }

    private sealed class PlanLine
    {
        public string PlanId { get; init; } = "";

        public string TargetId { get; init; } = "";

        public string Kind { get; init; } = "";

        public int Active { get; init; }

        public double? ExposureSeconds { get; init; }

        public int Desired { get; init; }

        public int AcceptedBefore { get; init; }
    }
}
