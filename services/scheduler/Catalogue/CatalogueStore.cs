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
            t.declination_degrees as DeclinationDegrees, t.rotation_degrees as RotationDegrees, p.dither_every as DitherEvery,
            p.filter_switch_frequency as SwitchEvery, p.smart_order as SmartOrder, p.is_mosaic as IsMosaic,
            p.uses_custom_horizon as UsesSkyline, p.horizon_offset_degrees as AboveSkylineDegrees
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

    private const string Orders = "select target_id as TargetId, plan_id as PlanId from exposure_order_item order by target_id, position";

    /// <summary>Active targets of active projects with their enabled plans, counts as they stand in this transaction.</summary>
    public static IReadOnlyList<TargetToPlan> Plannable(Transaction t) =>
        Build(new(t.Query<TargetRow>(Targets), t.Query<PlanRow>(Plans), t.Query<VariantRow>(Kinds.Sql), t.Query<WeightRow>(Weights), t.Query<OrderRow>(Orders)),
            Progress.ByPlan(t), TurnBook.ByTarget(t));

    /// <summary>The same from what is committed: for the preview.</summary>
    public static IReadOnlyList<TargetToPlan> Plannable(DbConnection c) =>
        Build(new(c.Query<TargetRow>(Targets), c.Query<PlanRow>(Plans), c.Query<VariantRow>(Kinds.Sql), c.Query<WeightRow>(Weights), c.Query<OrderRow>(Orders)),
            Progress.ByPlan(c), TurnBook.ByTarget(c));

    private static List<TargetToPlan> Build(Rows rows, IReadOnlyDictionary<Guid, Progress> progress, ILookup<Guid, KeyValuePair<string, Turn>> turns)
    {
        var kinds = Kinds.ById(rows.Variants);
        var plansOf = rows.Plans.ToLookup(p => p.TargetId, p => Plan(p, kinds, progress));
        var weightsOf = rows.Weights.ToLookup(w => w.ProjectId);
        var ordersOf = rows.Orders.ToLookup(o => o.TargetId, o => o.PlanId is { } plan ? Guid.ParseExact(plan, "N") : default(Guid?));
        return [.. rows.Targets.Select(t => Target(t) with
        {
            Plans = [.. plansOf[t.TargetId]],
            Weights = RuleNames.Weights(weightsOf[t.ProjectId]),
            Order = [.. ordersOf[t.TargetId]],
            Turns = new Dictionary<string, Turn>(turns[Guid.ParseExact(t.TargetId, "N")]),
        })];
    }

    private static TargetToPlan Target(TargetRow row) => new()
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
        SwitchEvery = row.SwitchEvery,
        SmartOrder = row.SmartOrder != 0,
        IsMosaic = row.IsMosaic != 0,
        AboveSkylineDegrees = row.UsesSkyline != 0 ? row.AboveSkylineDegrees : null,
        Plans = [],
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

    private sealed record Rows(
        IEnumerable<TargetRow> Targets, IEnumerable<PlanRow> Plans, IEnumerable<VariantRow> Variants, IEnumerable<WeightRow> Weights, IEnumerable<OrderRow> Orders);
}
