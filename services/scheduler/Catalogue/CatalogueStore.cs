using System.Data.Common;
using Dapper;
using Sync.Astro.Coordinates;
using Sync.Ledger;
using Sync.Scheduler.Books;
using Sync.Scheduler.Planning;

namespace Sync.Scheduler.Catalogue;

/// <summary>Reads the catalogue.</summary>
public static class CatalogueStore
{
    private const string Targets = """
        select t.target_id as TargetId, t.name as Name, p.project_id as ProjectId, p.name as Project,
            coalesce(t.priority, p.priority) as Priority, p.minimum_altitude_degrees as MinimumAltitudeDegrees,
            p.maximum_altitude_degrees as MaximumAltitudeDegrees, p.meridian_window_minutes as MeridianWindowMinutes,
            p.minimum_minutes as MinimumMinutes, t.right_ascension_hours as RightAscensionHours,
            t.declination_degrees as DeclinationDegrees, t.rotation_degrees as RotationDegrees, p.dither_every as DitherEvery
        from target t join project p on p.project_id = t.project_id
        where p.state = 1 and t.active = 1
        order by p.created, p.name, p.project_id, t.position, t.name, t.target_id
        """;

    private const string Plans = """
        select plan_id as PlanId, target_id as TargetId, template_id as TemplateId, exposure_seconds as ExposureSeconds,
            desired as Desired, accepted_before as AcceptedBefore
        from exposure_plan where active = 1 order by target_id, position, plan_id
        """;

    private const string Weights = "select project_id as ProjectId, name as Name, weight as Weight from rule_weight";

    /// <summary>Active targets of active projects with their enabled plans, counts as they stand in this transaction.</summary>
    public static IReadOnlyList<TargetToPlan> Plannable(Transaction t) =>
        Build(t.Query<TargetRow>(Targets), t.Query<PlanRow>(Plans), t.Query<VariantRow>(Kinds.Sql), t.Query<WeightRow>(Weights), Progress.ByPlan(t));

    /// <summary>The same from what is committed: for the preview.</summary>
    public static IReadOnlyList<TargetToPlan> Plannable(DbConnection c) =>
        Build(c.Query<TargetRow>(Targets), c.Query<PlanRow>(Plans), c.Query<VariantRow>(Kinds.Sql), c.Query<WeightRow>(Weights), Progress.ByPlan(c));

    private static List<TargetToPlan> Build(
        IEnumerable<TargetRow> targets,
        IEnumerable<PlanRow> plans,
        IEnumerable<VariantRow> variants,
        IEnumerable<WeightRow> weights,
        IReadOnlyDictionary<Guid, Progress> progress)
    {
        var kinds = Kinds.ById(variants);
        var plansOf = plans.ToLookup(p => p.TargetId, p => Plan(p, kinds, progress));
        var weightsOf = weights.ToLookup(w => w.ProjectId);
        return [.. targets.Select(t => Target(t, [.. plansOf[t.TargetId]], RuleNames.Weights(weightsOf[t.ProjectId])))];
    }

    private static TargetToPlan Target(TargetRow row, IReadOnlyList<PlanToPlan> plans, RuleWeights weights) => new()
    {
        TargetId = Guid.ParseExact(row.TargetId, "N"),
        Name = row.Name,
        ProjectId = Guid.ParseExact(row.ProjectId, "N"),
        Project = row.Project,
        Priority = row.Priority,
        MinimumAltitudeDegrees = row.MinimumAltitudeDegrees,
        MaximumAltitudeDegrees = row.MaximumAltitudeDegrees,
        MeridianWindow = TimeSpan.FromMinutes(row.MeridianWindowMinutes),
        MinimumTime = TimeSpan.FromMinutes(row.MinimumMinutes),
        Position = new Equatorial(row.RightAscensionHours, row.DeclinationDegrees),
        RotationDegrees = row.RotationDegrees,
        DitherEvery = row.DitherEvery,
        Weights = weights,
        Plans = plans,
    };

    private static PlanToPlan Plan(PlanRow row, Dictionary<string, Kind> kinds, IReadOnlyDictionary<Guid, Progress> progress)
    {
        var planId = Guid.ParseExact(row.PlanId, "N");
        var counts = progress.GetValueOrDefault(planId, Progress.None);
        return new()
        {
            PlanId = planId,
            Kind = kinds[row.TemplateId],
            ExposureOverride = row.ExposureSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
            Desired = row.Desired,
            Accepted = row.AcceptedBefore + counts.Accepted,
            Pending = counts.Pending,
            UnderWay = counts.UnderWay,
        };
    }
}
