using System.Text.Json;
using Dapper;
using Microsoft.Data.Sqlite;
using Sync.Devices.Rig;
using Sync.Host.Nights;
using Sync.Host.Storage;
using Sync.Ledger.Backups;
using Sync.Ledger.Databases;
using Sync.Tests.Ledger;

namespace Sync.Tests.Host.Storage;

[Collection("The program")]
public sealed class BackupCommandTests : IDisposable
{
    private readonly Scratch scratch = new();
    private readonly TestDatabases databases = new();

    public static TheoryData<string> Engines => TestDatabases.Engines;

    private string File => scratch.File("night.backup");

    public void Dispose()
    {
        databases.Dispose();
        scratch.Dispose();
    }

    [Theory, MemberData(nameof(Engines))]
    public async Task A_night_comes_back_from_any_store(string engine)
    {
        var rig = DemoRig.Of(2) with { Cameras = [.. DemoRig.Of(2).Cameras.Select(c => c with { Sensor = new SensorDescription { WidthPixels = 160, HeightPixels = 120 } })] };
        System.IO.File.WriteAllText(scratch.File("rig.json"), RigFile.Write(rig));
        (await Spoken.By("rehearse", "--hours", "0.5", "--rig", scratch.File("rig.json"), "--data", scratch.Folder)).Done();
        var made = Counts((await Spoken.By("backup", File, "--data", scratch.File("rehearsal"), "--json")).Done());
        foreach (var table in new[] { "frame", "round", "night", "camera_slot", "camera_frame", "move", "measurement", "inbox", "exposure_plan", "allotment" })
            Assert.True(made[table] > 0, $"{table} is empty");

        using (var other = StoreAtRest.Open(databases.New(engine), ""))
            await Restore.Run(other, KnownTables.All, File, replace: false, default);
        using (var other = StoreAtRest.Open(databases.Last, ""))
            await Backup.Make(other, KnownTables.All, scratch.File("other.backup"), "1", default);
        var back = Counts((await Spoken.By("restore", scratch.File("other.backup"), "--data", scratch.File("back"), "--json")).Done());
        Assert.Equal(made, back);
        Assert.Equal(Sums(File), Sums(scratch.File("other.backup")));
        Assert.Equal(
            (await Spoken.By("plan", "--night", "2024-11-20", "--data", scratch.File("rehearsal"))).Output,
            (await Spoken.By("plan", "--night", "2024-11-20", "--data", scratch.File("back"))).Output);
    }

    [Fact]
    public async Task What_was_done_is_shown_as_a_table()
    {
        await Catalogue("a");
        var lines = (await Spoken.By("backup", File, "--data", scratch.File("a"))).Done().Output.TrimEnd().Split('\n');
        Assert.Equal($"Wrote {File} (SQLite).", lines[0].TrimEnd());
        Assert.Contains(lines, l => l.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) is ["profile", "3"]);
        lines = (await Spoken.By("restore", File, "--data", scratch.File("b"))).Done().Output.TrimEnd().Split('\n');
        Assert.StartsWith($"Restored {File}, made of SQLite by Sync ", lines[0]);
        Assert.Contains(lines, l => l.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) is ["profile", "3"]);
    }

    [Fact]
    public async Task A_file_is_never_written_over()
    {
        await Catalogue("a");
        System.IO.File.WriteAllText(File, "precious");
        (await Spoken.By("backup", File, "--data", scratch.File("a"))).Refused($"There is a {File} already; a backup never takes the place of another file.");
        Assert.Equal("precious", System.IO.File.ReadAllText(File));
        Assert.False(System.IO.File.Exists($"{File}.part"));
    }

    [Fact]
    public async Task Nothing_to_back_up_is_said_and_nothing_is_made()
    {
        (await Spoken.By("backup", File, "--data", scratch.File("no"))).Refused($"There is no store {Path.Combine(scratch.File("no"), "sync.db")}.");
        Assert.Empty(Directory.EnumerateFileSystemEntries(scratch.Folder));
    }

    [Fact]
    public async Task A_file_that_is_no_backup_is_said_to_be_none()
    {
        await Catalogue("a");
        var restore = (string file) => Spoken.By("restore", file, "--replace", "--data", scratch.File("a"));
        (await restore(scratch.File("no"))).Refused($"There is no file {scratch.File("no")}.");
        System.IO.File.WriteAllText(scratch.File("text"), new string('x', 4096));
        Assert.StartsWith($"{scratch.File("text")} can't be read as an SQLite database", (await restore(scratch.File("text"))).Error);
        var other = Path.Combine(scratch.File("a"), "sync.db");
        SqliteConnection.ClearAllPools();
        System.IO.File.Copy(other, scratch.File("other"));
        (await restore(scratch.File("other"))).Refused($"{scratch.File("other")} is an SQLite database, but no backup that Sync made.");
    }

    [Fact]
    public async Task A_backup_that_is_cut_off_or_spoiled_is_said_to_be_damaged_and_the_store_stays()
    {
        await Catalogue("a");
        (await Spoken.By("backup", File, "--data", scratch.File("a"))).Done();
        var whole = System.IO.File.ReadAllBytes(File);
        var plan = (await Spoken.By("plan", "--night", "2024-11-20", "--data", scratch.File("a"))).Output;
        for (var part = 1; part < 8; part++)
        {
            var cut = scratch.File($"cut{part}");
            System.IO.File.WriteAllBytes(cut, whole[..(whole.Length * part / 8)]);
            await Refused(cut);
            var spoiled = scratch.File($"spoiled{part}");
            System.IO.File.WriteAllBytes(spoiled, [.. whole.Select((b, i) => i / 4096 == whole.Length * part / 8 / 4096 ? (byte)0x5a : b)]);
            await Refused(spoiled);
        }
        Assert.Equal(plan, (await Spoken.By("plan", "--night", "2024-11-20", "--data", scratch.File("a"))).Output);

        async Task Refused(string file)
        {
            var refused = await Spoken.By("restore", file, "--replace", "--data", scratch.File("a"));
            Assert.Equal((1, ""), (refused.Code, refused.Output));
            Assert.Contains(file, refused.Error);
            Assert.Single(refused.Error.Split('\n'));
        }
    }

    [Theory]
    [InlineData("backup")]
    [InlineData("restore")]
    [InlineData("prepare-storage")]
    public async Task Help_ends_with_an_example(string command)
    {
        var lines = (await Spoken.By(command, "--help")).Done().Output.TrimEnd().Split('\n');
        Assert.Equal("Example:", lines[^2].Trim());
        Assert.StartsWith($"sync {command}", lines[^1].Trim());
    }

    private static Dictionary<string, long> Counts(Spoken said) => JsonDocument.Parse(said.Output).RootElement.GetProperty("tables").EnumerateArray()
        .ToDictionary(t => t.GetProperty("table").GetString()!, t => t.GetProperty("rows").GetInt64());

    private static List<string> Sums(string file)
    {
        using var connection = SqliteFile.OpenReadOnly(file);
        return connection.Query<string>("select name || row_count || checksum from sync_backup_table order by name").AsList();
    }

    private async Task Catalogue(string folder) => (await Spoken.By("plan", "--data", scratch.File(folder))).Done();
}
