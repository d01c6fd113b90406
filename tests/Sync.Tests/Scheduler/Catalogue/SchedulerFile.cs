using Dapper;
using Microsoft.Data.Sqlite;
using Sync.Ledger.Databases;

namespace Sync.Tests.Scheduler.Catalogue;

/// <summary>Makes Target Scheduler databases of several versions, as its migrations leave them, with three profiles of one rig.</summary>
internal sealed class SchedulerFile : IDisposable
{
    public const string Server = "8f2c1c0e-5a0f-4b56-9c07-1d0f3a2b7c01";
    public const string Client = "8f2c1c0e-5a0f-4b56-9c07-1d0f3a2b7c02";
    public const string Colour = "8f2c1c0e-5a0f-4b56-9c07-1d0f3a2b7c03";
    private readonly SqliteConnection connection;

    private SchedulerFile(string path, int version)
    {
        SqliteDialect.Ready();
        connection = new($"Data Source={path};Pooling=False");
        connection.Open();
        Version = version;
    }

    public int Version { get; }

    /// <summary>Tables of a version and nothing in them.</summary>
    public static SchedulerFile Empty(string path, int version)
    {
        var file = new SchedulerFile(path, version);
        foreach (var sql in SchedulerSchema.Of(version))
            file.Run(sql);
        file.Run($"pragma user_version = {version}");
        return file;
    }

    /// <summary>A rig's own: two projects, three targets, templates of three profiles under the same names, six frames.</summary>
    public static SchedulerFile Filled(string path, int version)
    {
        var file = Empty(path, version);
        file.Templates();
        file.Project(1, "Andromeda", "state = 1, priority = 2, minimumtime = 45, minimumaltitude = 25, ditherevery = 1, createdate = 1759000000");
        file.Project(2, "Draft", "state = 0, priority = 1");
        file.Target(1, 1, "M 31", 0.712305, 41.26875);
        file.Target(2, 1, "M 33", 1.5642, 30.66);
        file.Target(3, 2, "NGC 7000", 20.9882, 44.5278);
        file.Plan(1, 1, 1, desired: 120, accepted: 33);
        file.Plan(2, 1, 2, desired: 30, accepted: 0);
        file.Plan(3, 2, 1, desired: 40, accepted: 0, exposure: 90);
        file.Plan(4, 3, 2, desired: 50, accepted: 0);
        file.Run($"insert into ruleweight (Id, name, weight, projectid) values (1, 'Project Priority', 80, 1)");
        for (var i = 1; i <= 6; i++)
            file.Frame(i, plan: 1, profile: i % 2 == 0 ? Client : Server, status: i % 3);
        return file;
    }

    public void Run(string sql) => connection.Execute(sql);

    public void Project(int id, string name, string changes)
    {
        Run($"insert into project (Id, profileId, name) values ({id}, '{Server}', '{name}')");
        Run($"update project set {changes} where Id = {id}");
        Guid("project", id);
    }

    public void Target(int id, int project, string name, double hours, double degrees, int epoch = 2)
    {
        Run(FormattableString.Invariant(
            $"insert into target (Id, name, active, ra, dec, epochcode, rotation, roi, projectid) values ({id}, '{name}', 1, {hours}, {degrees}, {epoch}, 35, 100, {project})"));
        Guid("target", id);
    }

    public void Plan(int id, int target, int template, int desired, int accepted, double exposure = -1)
    {
        Run(FormattableString.Invariant(
            $"insert into exposureplan (Id, profileId, exposure, desired, acquired, accepted, targetid, exposureTemplateId) values ({id}, '{Server}', {exposure}, {desired}, {accepted}, {accepted}, {target}, {template})"));
        Guid("exposureplan", id);
    }

    public void Template(int id, string profile, string name, string filter, double seconds, string changes = "gain = -1")
    {
        Run(FormattableString.Invariant(
            $"insert into exposuretemplate (Id, profileId, name, filtername, bin, defaultexposure) values ({id}, '{profile}', '{name}', '{filter}', 1, {seconds})"));
        Run($"update exposuretemplate set {changes} where Id = {id}");
        Guid("exposuretemplate", id);
    }

    /// <param name="id">its number</param>
    /// <param name="plan">the plan that it served; not told before version 17</param>
    /// <param name="profile">of the camera</param>
    /// <param name="status">0 pending, 1 accepted, 2 rejected; before version 17 nothing but 1 was accepted</param>
    public void Frame(int id, int plan, string profile, int status)
    {
        const string metadata = """{"FileName": "D:\\Astro\\M 31.fits", "ExposureDuration": 180.0, "Gain": 100, "Binning": "2x2", "DetectedStars": 936, "HFR": 2.208, "FWHM": NaN}""";
        var (column, value) = Version < 17 ? ("accepted", status == 1 ? 1 : 0) : ("gradingStatus", status);
        Run($"insert into acquiredimage (Id, projectId, targetId, acquireddate, filtername, {column}, metadata, rejectreason, profileId) values ({id}, 1, 1, {1760000000 + (400 * id)}, 'L', {value}, '{metadata}', '{(status == 2 ? "HFR" : "")}', '{profile}')");
        if (Version >= 17)
            Run($"update acquiredimage set exposureId = {plan} where Id = {id}");
        Guid("acquiredimage", id);
    }

    public void Dispose() => connection.Dispose();

    private void Templates()
    {
        Template(1, Server, "Lum", "L", 120, "gain = 100, \"offset\" = 50, twilightlevel = 1, moonavoidanceenabled = 1, moonavoidanceseparation = 120, moonavoidancewidth = 14");
        Template(2, Server, "Ha", "Ha", 300);
        Template(3, Client, "Lum", "L", 60, "gain = 0");
        Template(4, Colour, "Lum", "OSC", 60);
        Template(5, Colour, "Ha", "OSC", 60);
    }

    private void Guid(string table, int id)
    {
        if (Version >= 22)
            Run($"update {table} set guid = '{new Guid(table.Length, (short)table[0], (short)id, new byte[8])}' where Id = {id}");
    }
}
