using Sync.Ledger;

namespace Sync.Scheduler.Catalogue.Import;

/// <summary>One pass over a Target Scheduler database, inside one transaction of ours.</summary>
internal sealed class TargetSchedulerReading(SourceDatabase source, Transaction t, DateTimeOffset now)
{
    private readonly List<string> left = [];
    private readonly Dictionary<Guid, Guid> kinds = [];
    private readonly Dictionary<long, int> framesWithoutTarget = [];
    private readonly Dictionary<long, Guid> projects = [];
    private readonly Dictionary<long, (Guid Id, string Name)> targets = [];
    private readonly Dictionary<long, Guid> plans = [];
    private readonly Dictionary<long, string> profileOfProject = [];
    private readonly Dictionary<long, List<Guid>> plansOfTarget = [];
    private readonly HashSet<Guid> seen = [];

    public ImportReport Run()
    {
        var projectRows = source.Table("project");
        var templateRows = source.Table("exposuretemplate");
        var templates = new SourceTemplates(templateRows, MainProfile(projectRows), left);
        Profiles(projectRows.Concat(templateRows));
        Templates(templates);
        foreach (var row in projectRows)
            Project(row);
        Weights();
        foreach (var row in source.Table("target"))
            Target(row);
        foreach (var row in source.Table("exposureplan"))
            Plan(row, templates);
        Orders();
        var frames = source.Table("acquiredimage").Count(Frame);
        foreach (var (target, count) in framesWithoutTarget)
            left.Add($"{count} acquired images were left: there is no target {target}.");
        foreach (var (_, target) in targets.Where(p => !plansOfTarget.ContainsKey(p.Key)))
            left.Add($"target \"{target.Name}\" has no exposure plan; nothing is taken of it.");
        if (projects.Count > 0 && DemoCatalogue.SetAside(t) > 0)
            left.Add("The demonstration's projects are inactive now.");
        return new(projects.Count, targets.Count, templates.Read, templates.All.Count(), plans.Count, frames, left);
    }

    /// <summary>The profile with most projects; the server's, where several worked together.</summary>
    private static string MainProfile(IEnumerable<SourceRow> projectRows) =>
        projectRows.CountBy(SourceTemplates.ProfileOf).OrderByDescending(p => p.Value).Select(p => p.Key).FirstOrDefault("");

    private void Profiles(IEnumerable<SourceRow> rows)
    {
        foreach (var profile in rows.Select(SourceTemplates.ProfileOf).Where(p => p.Length is > 0 and <= 64).Distinct())
        {
            // Names are not in this file; one that somebody gave since stays.
            if (t.First<string>("select name from profile where profile_id = @profile", new { profile }) is null)
                CatalogueWriter.Profile(t, profile, profile);
        }
    }

    private void Templates(SourceTemplates templates)
    {
        foreach (var (kind, name, variants) in templates.All)
        {
            // A kind of that name that is there already, by hand or for the demonstration, takes the variants.
            var id = kinds[kind] = CatalogueWriter.Template(t, kind, name);
            foreach (var (profile, variant) in variants)
                CatalogueWriter.Variant(t, id, profile, variant);
        }
    }

    private void Project(SourceRow row)
    {
        var id = row.Key(SourceTemplates.ProfileOf(row));
        if (!IsFirst(id, row))
            return;
        projects[row.Id] = id;
        profileOfProject[row.Id] = SourceTemplates.ProfileOf(row);
        CatalogueWriter.Project(t, SourceTargets.Project(row, id, left));
    }

    private void Weights()
    {
        foreach (var (project, id) in projects)
        {
            foreach (var (rule, weight) in RuleNames.Defaults)
                CatalogueWriter.Weight(t, id, rule, weight);
        }

        foreach (var row in source.Table("ruleweight"))
        {
            if (row.Long("projectid") is not { } project || !projects.TryGetValue(project, out var id))
                left.Add($"{row.Name} was left: there is no project {row.Text("projectid") ?? "for it"}.");
            else if (row.Text("name") is { Length: > 0 and <= 100 } rule)
                CatalogueWriter.Weight(t, id, rule, row.Within("weight", 0, 100.0, RuleNames.Defaults.GetValueOrDefault(rule), left));
        }
    }

    private void Target(SourceRow row)
    {
        if (row.Long("projectid") is not { } project || !projects.TryGetValue(project, out var projectId))
        {
            left.Add($"{row.Name} was left: there is no project {row.Text("projectid") ?? "for it"}.");
            return;
        }

        var id = row.Key(profileOfProject[project]);
        if (!IsFirst(id, row) || SourceTargets.Target(row, id, projectId, now, left) is not { } target)
            return;
        targets[row.Id] = (id, target.Name);
        CatalogueWriter.Target(t, target);
    }

    private void Plan(SourceRow row, SourceTemplates templates)
    {
        if (row.Long("targetid") is not { } targetId || !targets.TryGetValue(targetId, out var target))
        {
            left.Add($"{row.Name} was left: there is no target {row.Text("targetid") ?? "for it"}.");
            return;
        }

        // Left plans keep their place, for the exposure order counts them.
        var siblings = plansOfTarget.TryGetValue(targetId, out var known) ? known : plansOfTarget[targetId] = [];
        siblings.Add(Guid.Empty);
        if (row.Long("exposureTemplateId") is not { } templateId || templates.KindOf(templateId) is not { } kind)
        {
            left.Add($"{row.Name} of \"{target.Name}\" was left: there is no template {row.Text("exposureTemplateId") ?? "for it"}.");
            return;
        }

        var id = row.Key(SourceTemplates.ProfileOf(row));
        if (!IsFirst(id, row))
            return;
        plans[row.Id] = siblings[^1] = id;
        CatalogueWriter.Plan(t, Entry(row, id, target.Id, kinds[kind], siblings.Count - 1));
    }

    private PlanEntry Entry(SourceRow row, Guid id, Guid targetId, Guid kind, int position)
    {
        var seconds = row.Within("exposure", -1, 86400.0, -1, left);
        return new(id, targetId, kind)
        {
            Position = position,
            ExposureSeconds = seconds > 0 ? seconds : null,
            Desired = row.Within("desired", 0, 1000000, 0, left),
            AcceptedBefore = row.Within("accepted", 0, 1000000, 0, left),
            Active = row.Flag("enabled", missing: true),
        };
    }

    private void Orders()
    {
        var rows = source.Table("overrideexposureorderitem").ToLookup(r => r.Long("targetid") ?? 0);
        foreach (var (sourceId, target) in targets)
        {
            t.Execute("delete from exposure_order_item where target_id = @target", new { target = target.Id.ToString("N") });
            if (rows[sourceId].Any())
                SourceOrders.Put(t, target.Id, target.Name, rows[sourceId], plansOfTarget.GetValueOrDefault(sourceId, []), left);
        }

        foreach (var orphan in rows.Where(g => !targets.ContainsKey(g.Key)))
            left.Add($"The exposure order of target {orphan.Key} was left: there is no such target.");
    }

    private bool Frame(SourceRow row)
    {
        var hasPlan = plans.TryGetValue(row.Long("exposureId") ?? 0, out var plan);
        if (!targets.TryGetValue(row.Long("targetId") ?? 0, out var target))
        {
            framesWithoutTarget[row.Long("targetId") ?? 0] = framesWithoutTarget.GetValueOrDefault(row.Long("targetId") ?? 0) + 1;
            return false;
        }

        return SourceFrames.Put(t, row, hasPlan ? plan : null, target.Id, source.Version, left);
    }

    private bool IsFirst(Guid id, SourceRow row)
    {
        if (seen.Add(id))
            return true;
        left.Add($"{row.Name} ({row.Table} {row.Id}) was left: its guid {id} is in use already.");
        return false;
    }
}
