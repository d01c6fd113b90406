using Sync.Ledger;
using Sync.Scheduler.Books;

namespace Sync.Scheduler.Catalogue;

/// <summary>Writes rows of the catalogue: changes those that are there by their keys, adds the others. Counts are never touched.</summary>
internal static class CatalogueWriter
{
    public static void Profile(Transaction t, string profileId, string name) => Put(
        t, "profile", "profile_id = @profileId", "name = @name", "profile_id, name", "@profileId, @name", new { profileId, name });

    public static void Project(Transaction t, ProjectEntry p) => Put(
        t,
        "project",
        "project_id = @id",
        """
        name = @Name, description = @Description, state = @State, priority = @Priority, minimum_minutes = @MinimumMinutes,
        minimum_altitude_degrees = @MinimumAltitudeDegrees, maximum_altitude_degrees = @MaximumAltitudeDegrees,
        uses_custom_horizon = @UsesCustomHorizon, horizon_offset_degrees = @HorizonOffsetDegrees,
        meridian_window_minutes = @MeridianWindowMinutes, filter_switch_frequency = @FilterSwitchFrequency, dither_every = @DitherEvery,
        grades = @Grades, is_mosaic = @IsMosaic, flats_handling = @FlatsHandling, smart_order = @SmartOrder, created = @Created
        """,
        """
        project_id, name, description, state, priority, minimum_minutes, minimum_altitude_degrees, maximum_altitude_degrees,
        uses_custom_horizon, horizon_offset_degrees, meridian_window_minutes, filter_switch_frequency, dither_every, grades, is_mosaic,
        flats_handling, smart_order, created
        """,
        """
        @id, @Name, @Description, @State, @Priority, @MinimumMinutes, @MinimumAltitudeDegrees, @MaximumAltitudeDegrees,
        @UsesCustomHorizon, @HorizonOffsetDegrees, @MeridianWindowMinutes, @FilterSwitchFrequency, @DitherEvery, @Grades, @IsMosaic,
        @FlatsHandling, @SmartOrder, @Created
        """,
        new
        {
            id = p.Id.Key(), Name = p.Name.AtMost(200), Description = p.Description.AtMost(2000), p.State, p.Priority, p.MinimumMinutes,
            p.MinimumAltitudeDegrees, p.MaximumAltitudeDegrees, UsesCustomHorizon = p.UsesCustomHorizon ? 1 : 0, p.HorizonOffsetDegrees,
            p.MeridianWindowMinutes, p.FilterSwitchFrequency, p.DitherEvery, Grades = p.Grades ? 1 : 0, IsMosaic = p.IsMosaic ? 1 : 0,
            p.FlatsHandling, SmartOrder = p.SmartOrder ? 1 : 0, Created = p.Created.ToUnixTimeMilliseconds(),
        });

    public static void Target(Transaction t, TargetEntry e) => Put(
        t,
        "target",
        "target_id = @id",
        """
        project_id = @project, name = @Name, active = @Active, right_ascension_hours = @RightAscensionHours,
        declination_degrees = @DeclinationDegrees, rotation_degrees = @RotationDegrees, roi_percent = @RoiPercent, priority = @Priority,
        position = @Position
        """,
        """
        target_id, project_id, name, active, right_ascension_hours, declination_degrees, rotation_degrees, roi_percent, priority, position
        """,
        """
        @id, @project, @Name, @Active, @RightAscensionHours, @DeclinationDegrees, @RotationDegrees, @RoiPercent, @Priority, @Position
        """,
        new
        {
            id = e.Id.Key(), project = e.ProjectId.Key(), Name = e.Name.AtMost(200), Active = e.Active ? 1 : 0,
            e.Place.RightAscensionHours, e.Place.DeclinationDegrees, e.RotationDegrees, e.RoiPercent, e.Priority, e.Position,
        });

    public static void Plan(Transaction t, PlanEntry e) => Put(
        t,
        "exposure_plan",
        "plan_id = @id",
        """
        target_id = @target, template_id = @template, position = @Position, exposure_seconds = @ExposureSeconds, desired = @Desired,
        accepted_before = @AcceptedBefore, active = @Active
        """,
        "plan_id, target_id, template_id, position, exposure_seconds, desired, accepted_before, active",
        "@id, @target, @template, @Position, @ExposureSeconds, @Desired, @AcceptedBefore, @Active",
        new
        {
            id = e.Id.Key(), target = e.TargetId.Key(), template = e.TemplateId.Key(), e.Position, e.ExposureSeconds, e.Desired,
            e.AcceptedBefore, Active = e.Active ? 1 : 0,
        });

    public static void Weight(Transaction t, Guid projectId, string name, double weight) => Put(
        t,
        "rule_weight",
        "project_id = @project and name = @name",
        "weight = @weight",
        "project_id, name, weight",
        "@project, @name, @weight",
        new { project = projectId.Key(), name, weight });

    public static void Template(Transaction t, Guid templateId, string name) => Put(
        t, "exposure_template", "template_id = @id", "name = @name", "template_id, name", "@id, @name", new { id = templateId.Key(), name });

    /// <param name="t">the transaction</param>
    /// <param name="templateId">the kind</param>
    /// <param name="profileId">the profile; empty for the default</param>
    /// <param name="v">what to write</param>
    public static void Variant(Transaction t, Guid templateId, string profileId, VariantEntry v) => Put(
        t,
        "template_variant",
        "template_id = @id and profile_id = @profileId",
        """
        filter = @Filter, exposure_seconds = @ExposureSeconds, gain = @Gain, camera_offset = @Offset, binning = @Binning,
        readout_mode = @ReadoutMode, twilight_level = @TwilightLevel, twilight_offset_minutes = @TwilightOffsetMinutes,
        moon_avoidance = @MoonAvoidance, moon_separation_degrees = @SeparationDegrees, moon_width_days = @WidthDays,
        moon_relax_scale = @RelaxScale, moon_relax_maximum_degrees = @RelaxMaximumDegrees,
        moon_relax_minimum_degrees = @RelaxMinimumDegrees, moon_down = @MoonDown, maximum_humidity_percent = @MaximumHumidityPercent,
        dither_every = @DitherEvery
        """,
        """
        template_id, profile_id, filter, exposure_seconds, gain, camera_offset, binning, readout_mode, twilight_level,
        twilight_offset_minutes, moon_avoidance, moon_separation_degrees, moon_width_days, moon_relax_scale, moon_relax_maximum_degrees,
        moon_relax_minimum_degrees, moon_down, maximum_humidity_percent, dither_every
        """,
        """
        @id, @profileId, @Filter, @ExposureSeconds, @Gain, @Offset, @Binning, @ReadoutMode, @TwilightLevel, @TwilightOffsetMinutes,
        @MoonAvoidance, @SeparationDegrees, @WidthDays, @RelaxScale, @RelaxMaximumDegrees, @RelaxMinimumDegrees, @MoonDown,
        @MaximumHumidityPercent, @DitherEvery
        """,
        new
        {
            id = templateId.Key(), profileId, v.Filter, v.ExposureSeconds, v.Gain, v.Offset, v.Binning, v.ReadoutMode,
            TwilightLevel = (int)v.Twilight, v.TwilightOffsetMinutes, MoonAvoidance = v.MoonAvoidance ? 1 : 0, v.Moon.SeparationDegrees,
            v.Moon.WidthDays, v.Moon.RelaxScale, v.Moon.RelaxMaximumDegrees, v.Moon.RelaxMinimumDegrees,
            MoonDown = v.Moon.MoonDown ? 1 : 0, v.MaximumHumidityPercent, v.DitherEvery,
        });

    private static void Put(Transaction t, string table, string key, string changes, string columns, string values, object arguments)
    {
        if (t.Execute($"update {table} set {changes} where {key}", arguments) == 0)
            t.Execute($"insert into {table} ({columns}) values ({values})", arguments);
    }
}
