using Sync.Ledger.Databases;

namespace Sync.Scheduler.Books;

/// <summary>Where the books are kept.</summary>
public static class BookTables
{
    /// <summary>The second step of the scheduler's tables.</summary>
    public static readonly Migration First = new("scheduler", 2, """
        create table frame (frame_id char(32) not null primary key, night_id char(32) null, round_id char(32) null, epoch int null,
            camera nvarchar(100) not null, plan_id char(32) null, target_id char(32) null, path nvarchar(1000) not null,
            opened bigint not null, closed bigint not null, exposure_seconds float not null, filter nvarchar(100) null, gain int null,
            binning int not null, state nvarchar(16) not null, reason nvarchar(400) null, disturbed int not null,
            stars int null, hfr_pixels float null, fwhm_pixels float null);
        create index frame_plan on frame (plan_id, state, night_id);
        create index frame_night on frame (night_id, opened);
        create table allotment (round_id char(32) not null, camera nvarchar(100) not null, night_id char(32) not null,
            plan_id char(32) not null, kind nvarchar(200) not null, state nvarchar(16) not null, reason nvarchar(400) null,
            allotted bigint not null, primary key (round_id, camera));
        create index allotment_plan on allotment (plan_id, state);
        create index allotment_night on allotment (night_id, state);
        create table sky_move (night_id char(32) not null, epoch int not null, kind nvarchar(32) not null, began bigint not null,
            ended bigint not null, primary key (night_id, epoch));
        """);

    /// <summary>The seventh step: several frames of one camera in one round, and which were lost.</summary>
    public static readonly Migration Slots = new("scheduler", 7, """
        alter table allotment add frames int not null default 1;
        alter table allotment add booked int not null default 0;
        create table lost_frame (frame_id char(32) not null primary key, round_id char(32) not null, camera nvarchar(100) not null,
            reason nvarchar(400) not null);
        create index lost_frame_round on lost_frame (round_id, camera);
        create index frame_round on frame (round_id, camera);
        """);

    /// <summary>The ninth step of the scheduler's tables: which cameras were let look for their focus.</summary>
    public static readonly Migration Focus = new("scheduler", 9, """
        create table focus_run (round_id char(32) not null, camera nvarchar(100) not null, night_id char(32) not null, asked nvarchar(400) not null,
            granted bigint not null, began bigint null, ended bigint null, filter nvarchar(100) null, position int null, hfr_pixels float null,
            explained_percent float null, celsius float null, points int null, reason nvarchar(400) null, primary key (round_id, camera));
        create index focus_run_night on focus_run (night_id);
        """);

    /// <summary>The tenth step of the scheduler's tables: which cameras were let find out how their fields lie.</summary>
    public static readonly Migration Solve = new("scheduler", 10, """
        create table field_solve (round_id char(32) not null, camera nvarchar(100) not null, night_id char(32) not null, granted bigint not null,
            began bigint null, ended bigint null, angle_degrees float null, wanted_degrees float null, offset_arcseconds float null,
            pixel_arcseconds float null, tries int null, reason nvarchar(400) null, primary key (round_id, camera));
        create index field_solve_night on field_solve (night_id);
        """);

    /// <summary>The twelfth step: rounds that the night's script wanted, which may have nothing else to say whose they are.</summary>
    public static readonly Migration Script = new("scheduler", 12, """
        create table script_round (round_id char(32) not null primary key, night_id char(32) not null);
        create index script_round_night on script_round (night_id);
        """);

    /// <summary>The thirteenth step: what each camera took of each target last.</summary>
    public static readonly Migration Turns = new("scheduler", 13, """
        create table plan_turn (target_id char(32) not null, camera nvarchar(100) not null, plan_id char(32) not null, frames int not null,
            item int null, primary key (target_id, camera));
        """);
}
