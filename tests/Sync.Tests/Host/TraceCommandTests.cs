using System.Text.Json;
using Dapper;
using Microsoft.Data.Sqlite;
using Sync.Host.Commands;
using Sync.Tests.CameraAgent;

namespace Sync.Tests.Host;

[Collection("The program")]
public sealed class TraceCommandTests
{
    [Fact]
    public async Task A_rehearsed_night_is_told_with_every_round_and_frame_that_the_database_holds()
    {
        using var folder = new ScratchDirectory();
        Assert.Equal(CommandLine.Done, (await Spoken.By("rehearse", "--hours", "1", "--cameras", "2", "--data", folder.Path)).Code);
        var data = Path.Combine(folder.Path, "rehearsal");

        var (code, json, _) = await Spoken.By("trace", "--data", data, "--json");
        Assert.Equal(CommandLine.Done, code);
        var steps = All(JsonDocument.Parse(json).RootElement).ToList();
        using (var books = new SqliteConnection($"Data Source={data}/sync.db;Pooling=False"))
        {
            Assert.Equal(
                books.Query<string>("select id from round").Order(),
                Facts(steps, "round.id").Order());
            Assert.Equal(
                books.Query<string>("select path from frame where night_id is not null").Order(),
                Facts(steps, "frame.path").Order());
            Assert.Equal(0, books.ExecuteScalar<int>("select (select count(*) from told_span) + (select count(*) from told_night)")); // there is no collector
            Assert.Equal(books.ExecuteScalar<int>("select count(*) from sky_move"), steps.Count(s => Text(s, "kind") == "move"));
        }
        Assert.All(steps, s => Assert.Equal(JsonValueKind.Null, s.GetProperty("trouble").ValueKind));
        Assert.All(steps, s => Assert.True(s.GetProperty("until").GetDateTimeOffset() >= s.GetProperty("from").GetDateTimeOffset()));

        var id = Facts(steps, "night.id").Single();
        foreach (var name in new[] { "2026-11-09", id })
        {
            var (_, text, _) = await Spoken.By("trace", name, "--data", data);
            Assert.Contains("night of 2026-11-09", text);
            Assert.Contains("round 1", text);
            Assert.Contains("Accepted, HFR", text);
        }
        var (failed, _, error) = await Spoken.By("trace", "2026-11-10", "--data", data);
        Assert.Equal((CommandLine.Failed, "No night 2026-11-10 is kept; there are 2026-11-09."), (failed, error.TrimEnd()));
    }

    [Fact]
    public async Task A_folder_without_a_night_is_said_to_have_none_and_none_is_made()
    {
        using var folder = new ScratchDirectory();
        var (code, _, error) = await Spoken.By("trace", "--data", folder.Path);
        Assert.Equal(CommandLine.Failed, code);
        Assert.StartsWith($"There is no database in {folder.Path};", error);
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }

    private static IEnumerable<JsonElement> All(JsonElement step) => step.GetProperty("steps").EnumerateArray().SelectMany(All).Prepend(step);

    private static IEnumerable<string> Facts(IEnumerable<JsonElement> steps, string name) => steps
        .SelectMany(s => s.GetProperty("facts").EnumerateArray())
        .Where(f => Text(f, "name") == name)
        .Select(f => Text(f, "value"));

    private static string Text(JsonElement element, string property) => element.GetProperty(property).GetString()!;
}
