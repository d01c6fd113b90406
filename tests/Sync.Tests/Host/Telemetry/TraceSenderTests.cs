using Dapper;
using Microsoft.Data.Sqlite;
using Sync.Host.Commands;
using Sync.Tests.CameraAgent;
using Sync.Tests.Otlp;

namespace Sync.Tests.Host.Telemetry;

[Collection("The program")]
public sealed class TraceSenderTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(120);

    [Fact]
    public async Task A_rehearsed_night_is_told_to_the_collector_whole_and_again_when_a_person_wants_it()
    {
        using var folder = new ScratchDirectory();
        await using var collector = await OtlpReceiver.Start();
        Assert.Equal(CommandLine.Done, await Ended(collector, "rehearse", "--hours", "1", "--cameras", "2", "--data", folder.Path));
        var data = Path.Combine(folder.Path, "rehearsal");
        using var books = new SqliteConnection($"Data Source={data}/sync.db;Pooling=False");
        var night = books.QuerySingle<string>("select id from night");
        await collector.Until("the night is told", Soon, c => Told(c, night).Any(s => s.Name == "night"));

        var told = Told(collector, night);
        Assert.Equal("scheduler", Assert.Single(told.Select(s => s.Service).Distinct()));
        Assert.Equal(books.Query<string>("select frame_id from frame").Order(), told.Where(s => s.Name.EndsWith(" exposure", StringComparison.Ordinal)).Select(s => s.Text("frame.id")!).Order());
        Assert.Equal(books.Query<string>("select frame_id from frame").Order(), told.Where(s => s.Text("frame.verdict") is not null).Select(s => s.Text("frame.id")!).Order());
        Assert.Equal(books.Query<string>("select id from round").Order(), told.Select(s => s.Text("round.id")).OfType<string>().Order());
        Assert.Equal(1, books.ExecuteScalar<int>("select count(*) from told_night"));
        Assert.Equal(told.Count, told.Select(s => s.SpanId).Distinct().Count());

        await using var forgetful = await OtlpReceiver.Start();
        Assert.Equal(CommandLine.Done, await Ended(forgetful, "trace", "--send", "--data", data));
        Assert.Equal(told.Select(Essence).Order(), Told(forgetful, night).Select(Essence).Order());
        Assert.Equal(books.ExecuteScalar<int>("select count(*) from round"), forgetful.Spans.Count(s => s.Name == "round"));
        await forgetful.Stop();
        Assert.Equal(CommandLine.Failed, await Ended(forgetful, "trace", "--send", "--data", data));

        var (code, _, error) = await Spoken.By("trace", "--send", "--data", data);
        Assert.Equal(CommandLine.Wrong, code);
        Assert.StartsWith("--send needs a collector", error);
    }

    private static List<ReceivedSpan> Told(OtlpReceiver collector, string night) => [.. collector.Spans.Where(s => s.TraceId == night)];

    private static string Essence(ReceivedSpan s) => $"{s.SpanId} {s.ParentId} {s.Name} {s.Start:O} {s.End:O} {s.Status} {s.Service} {s.From.Scope} {s.Links.Count} {string.Join(", ", s.Attributes)}";

    private static async Task<int> Ended(OtlpReceiver collector, params string[] arguments)
    {
        using var sync = SyncProcess.Start(
            new Dictionary<string, string> { ["OTEL_EXPORTER_OTLP_ENDPOINT"] = $"{collector.Http}", ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf" }, arguments);
        return await sync.Ended(Soon);
    }
}
