using Sync.Ledger.Databases;

namespace Sync.Scheduler.Catalogue;

/// <summary>Where projects, targets, templates and plans are kept.</summary>
public static class CatalogueTables
{
    /// <summary>All of them, such that each comes after those it speaks of.</summary>
    public static readonly IReadOnlyList<string> Names =
    [
        "profile", "project", "target", "exposure_template", "template_variant", "exposure_plan", "rule_weight", "exposure_order_item",
    ];

    /// <summary>The first step of the scheduler's tables.</summary>
    public static readonly Migration First = new("scheduler", 1, """
        create table profile (profile_id nvarchar(64) not null primary key, name nvarchar(200) not null);
        create table project (project_id char(32) not null primary key, name nvarchar(200) not null, description nvarchar(2000) null,
            state int not null, priority int not null, minimum_minutes float not null, minimum_altitude_degrees float not null,
            maximum_altitude_degrees float not null, uses_custom_horizon int not null, horizon_offset_degrees float not null,
            meridian_window_minutes float not null, filter_switch_frequency int not null, dither_every int not null,
            grades int not null, is_mosaic int not null, flats_handling int not null, smart_order int not null, created bigint not null);
        create table target (target_id char(32) not null primary key, project_id char(32) not null, name nvarchar(200) not null,
            active int not null, right_ascension_hours float not null, declination_degrees float not null,
            rotation_degrees float not null, roi_percent float not null, priority int null, position int not null);
        create index target_project on target (project_id);
        create table exposure_template (template_id char(32) not null primary key, name nvarchar(200) not null unique);
        create table template_variant (template_id char(32) not null, profile_id nvarchar(64) not null, filter nvarchar(100) not null,
            exposure_seconds float not null, gain int null, camera_offset int null, binning int not null, readout_mode int null,
            twilight_level int not null, twilight_offset_minutes int not null, moon_avoidance int not null,
            moon_separation_degrees float not null, moon_width_days float not null, moon_relax_scale float not null,
            moon_relax_maximum_degrees float not null, moon_relax_minimum_degrees float not null, moon_down int not null,
            maximum_humidity_percent float not null, dither_every int null, primary key (template_id, profile_id));
        create table exposure_plan (plan_id char(32) not null primary key, target_id char(32) not null, template_id char(32) not null,
            position int not null, exposure_seconds float null, desired int not null, accepted_before int not null,
            active int not null);
        create index exposure_plan_target on exposure_plan (target_id);
        create table rule_weight (project_id char(32) not null, name nvarchar(100) not null, weight float not null,
            primary key (project_id, name));
        create table exposure_order_item (target_id char(32) not null, position int not null, plan_id char(32) null,
            primary key (target_id, position));
        """);
}
