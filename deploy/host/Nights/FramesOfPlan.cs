namespace Sync.Host.Nights;

/// <summary>Tonight's frames of one camera for one plan.</summary>
internal sealed class FramesOfPlan
{
    public const string Sql = """
        select f.camera as Camera, coalesce(t.name, '') as Target, coalesce(e.name, '') as Kind, coalesce(f.filter, '') as Filter,
            f.exposure_seconds as ExposureSeconds,
            sum(case when f.state = 'Accepted' then 1 else 0 end) as Accepted,
            sum(case when f.state = 'Rejected' then 1 else 0 end) as Rejected,
            sum(case when f.state = 'Pending' then 1 else 0 end) as Pending
        from frame f left join exposure_plan p on p.plan_id = f.plan_id left join target t on t.target_id = p.target_id
            left join exposure_template e on e.template_id = p.template_id
        where f.night_id = @id and f.state <> 'Kept' group by f.camera, t.name, e.name, f.filter, f.exposure_seconds order by f.camera, t.name, e.name
        """;

    public string Camera { get; init; } = "";

    public string Target { get; init; } = "";

    public string Kind { get; init; } = "";

    public string Filter { get; init; } = "";

    public double ExposureSeconds { get; init; }

    public int Accepted { get; init; }

    public int Rejected { get; init; }

    public int Pending { get; init; }
}

/// <summary>How many of tonight's frames were rejected for one reason.</summary>
internal sealed class Rejections
{
    public const string Sql = """
        select coalesce(reason, 'no reason given') as Reason, count(*) as Frames
        from frame where night_id = @id and state = 'Rejected' group by reason order by count(*) desc, reason
        """;

    public string Reason { get; init; } = "";

    public int Frames { get; init; }
}
