using Sync.Scheduler.Planning;

namespace Sync.Scheduler.Catalogue;

/// <summary>Template rows as the planner wants them.</summary>
internal static class Kinds
{
    public const string Sql = """
        select v.template_id as TemplateId, e.name as Name, v.profile_id as ProfileId, p.name as Profile, v.filter as Filter,
            v.exposure_seconds as ExposureSeconds, v.gain as Gain, v.camera_offset as CameraOffset, v.binning as Binning,
            v.readout_mode as ReadoutMode, v.twilight_level as TwilightLevel, v.twilight_offset_minutes as TwilightOffsetMinutes,
            v.moon_avoidance as MoonAvoidance, v.moon_separation_degrees as MoonSeparationDegrees, v.moon_width_days as MoonWidthDays,
            v.moon_relax_scale as MoonRelaxScale, v.moon_relax_maximum_degrees as MoonRelaxMaximumDegrees,
            v.moon_relax_minimum_degrees as MoonRelaxMinimumDegrees, v.moon_down as MoonDown,
            v.maximum_humidity_percent as MaximumHumidityPercent, v.dither_every as DitherEvery
        from template_variant v
        join exposure_template e on e.template_id = v.template_id
        left join profile p on p.profile_id = v.profile_id
        """;

    public static Dictionary<string, Kind> ById(IEnumerable<VariantRow> rows) =>
        rows.GroupBy(r => r.TemplateId).ToDictionary(g => g.Key, g => Of([.. g]));

    private static Kind Of(IReadOnlyList<VariantRow> rows)
    {
        var variants = new Dictionary<string, KindVariant>(StringComparer.OrdinalIgnoreCase);
        foreach (var row in rows.Where(r => r.ProfileId.Length > 0))
        {
            var variant = Variant(row);
            variants[row.ProfileId] = variant;
            if (row.Profile is { } name)
                variants.TryAdd(name, variant);
        }

        return new(rows[0].Name, Variant(rows.MinBy(r => r.ProfileId, StringComparer.Ordinal)!), variants);
    }

    private static KindVariant Variant(VariantRow row) => new()
    {
        Filter = row.Filter,
        Exposure = TimeSpan.FromSeconds(row.ExposureSeconds),
        Gain = row.Gain,
        Offset = row.CameraOffset,
        Binning = row.Binning,
        ReadoutMode = row.ReadoutMode,
        Twilight = (TwilightLevel)row.TwilightLevel,
        TwilightOffset = TimeSpan.FromMinutes(row.TwilightOffsetMinutes),
        DitherEvery = row.DitherEvery,
        Moon = row.MoonAvoidance == 0 ? null : new()
        {
            SeparationDegrees = row.MoonSeparationDegrees,
            WidthDays = row.MoonWidthDays,
            RelaxScale = row.MoonRelaxScale,
            RelaxMaximumDegrees = row.MoonRelaxMaximumDegrees,
            RelaxMinimumDegrees = row.MoonRelaxMinimumDegrees,
            MoonDown = row.MoonDown != 0,
        },
    };
}
