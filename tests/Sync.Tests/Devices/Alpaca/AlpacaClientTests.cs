using System.Text;
using Sync.Devices;
using Sync.Devices.Alpaca;

namespace Sync.Tests.Devices.Alpaca;

/// <summary>What servers answer, and what goes to them.</summary>
public sealed class AlpacaClientTests
{
    public static TheoryData<string, int> RecordedRefusals
    {
        get
        {
            var refusals = new TheoryData<string, int>();
            foreach (var session in new[] { "camera-errors", "variants" })
            {
                var replies = RecordedAlpaca.Replies(session).ToList();
                for (var i = 0; i < replies.Count; i++)
                {
                    if (replies[i].Status != 200)
                        refusals.Add(session, i);
                }
            }
            return refusals;
        }
    }

    [Theory]
    [MemberData(nameof(RecordedRefusals))]
    public async Task A_recorded_refusal_by_HTTP_is_told_in_its_words(string session, int index)
    {
        var reply = RecordedAlpaca.Replies(session).ElementAt(index);
        var words = Encoding.UTF8.GetString(reply.Body).Trim('"');
        Assert.Contains(words[..20], await Fails(reply, line => line.Get("name", default)), StringComparison.Ordinal);
        Assert.EndsWith($"(HTTP {reply.Status})", await Fails(reply, line => line.Put("binx", default, ("BinX", 1))), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<html>\n<body>Router login</body></html>", "answered name with what is no JSON object: <html> <body>Router login</body></html>")]
    [InlineData("", "no JSON object: no words")]
    [InlineData("[1,2]", "no JSON object: [1,2]")]
    [InlineData("\"text\"", "no JSON object")]
    [InlineData("{\"Value\":1,", "no JSON object")]
    [InlineData("{}", "answered name without a Value")]
    [InlineData("{\"ErrorNumber\":\"none\",\"Value\":1}", "an ErrorNumber that is \"none\"")]
    [InlineData("{\"Value\":3}", "answered name with 3; a text is allowed")]
    [InlineData("{\"Value\":null}", "answered name with null; a text is allowed")]
    public async Task A_body_that_is_no_answer_is_told_as_it_is(string body, string words) =>
        Assert.Contains(words, await Fails(AlpacaReply.Json(body), async line => (await line.Get("name", default)).Text()), StringComparison.Ordinal);

    [Theory]
    [InlineData("\"7\"")]
    [InlineData("1e999")]
    [InlineData("true")]
    [InlineData("[7]")]
    public async Task A_number_that_is_none_is_refused(string value) =>
        Assert.Contains("a number is allowed", await Fails(AlpacaReply.Json($$"""{"Value":{{value}}}"""), async line => (await line.Get("gain", default)).Number()), StringComparison.Ordinal);

    [Fact]
    public async Task Long_words_are_cut_and_endless_ones_are_not_read()
    {
        Assert.InRange((await Fails(AlpacaReply.Json(new string('x', 5000), 500), line => line.Get("name", default))).Length, 300, 400);
        Assert.Contains("no answer to name", await Fails(AlpacaReply.Json(new string('x', 3 << 20)), line => line.Get("name", default)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_value_beside_an_error_is_none()
    {
        Assert.Contains("not implemented", await Fails(AlpacaReply.Refusal(0x400, "Property read Gain is not implemented"), line => line.Get("gain", default)), StringComparison.Ordinal);
        await With(_ => AlpacaReply.Refusal(0x400, "Property read Gain is not implemented"), async (line, _) => Assert.Null(await line.Ask("gain", default)));
        Assert.Contains("1031", await Fails(AlpacaReply.Refusal(0x407, "not connected"), line => line.Ask("gain", default)), StringComparison.Ordinal);
    }

    [Fact]
    public Task Each_request_bears_the_clients_number_and_one_of_its_own() => With(_ => AlpacaReply.Value("x"), async (line, server) =>
    {
        await line.Get("name", default);
        await line.Put("binx", default, ("BinX", 2), ("Half", 0.5), ("Yes", true));
        await line.Get("name", default, "RightAscension=1.5");
        Assert.Equal(["GET camera/0/name", "PUT camera/0/binx BinX=2&Half=0.5&Yes=True", "GET camera/0/name RightAscension=1.5"], server.Asked.Select(a => a.ToString()));
        Assert.Equal(["1", "2", "3"], server.Asked.Select(a => a.Form["ClientTransactionID"]));
        Assert.InRange(int.Parse(Assert.Single(server.Asked.Select(a => a.Form["ClientID"]).Distinct())), 1, 65535);
        Assert.All(server.Asked, a => Assert.Equal(a.Path, a.Path.ToLowerInvariant()));
    });

    [Fact]
    public async Task A_connection_that_is_cut_is_told() =>
        Assert.Contains("no answer to name from 127.0.0.1:", await Fails(AlpacaReply.Cut, line => line.Get("name", default)), StringComparison.Ordinal);

    [Fact]
    public async Task An_order_is_not_sent_twice() => await With(_ => AlpacaReply.Cut, async (line, server) =>
    {
        await Assert.ThrowsAsync<DeviceException>(() => line.Put("startexposure", default, ("Duration", 1)));
        Assert.Single(server.Asked);
    });

    [Fact]
    public async Task No_server_is_told()
    {
        using var line = new AlpacaLine(new("127.0.0.1", FreePorts.One()), "camera", "0", TimeProvider.System);
        await line.Find(default);
        Assert.Contains("refused", (await Assert.ThrowsAsync<DeviceException>(() => line.Get("name", default))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Silence_ends_after_its_limit()
    {
        var time = new FakeTime();
        await using var server = new AlpacaServer(_ => AlpacaReply.Silence);
        using var line = new AlpacaLine(server.Address, "camera", "0", time);
        await line.Find(default);
        var asking = line.Get("name", default);
        await server.Silenced;
        time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal($"camera 0: no answer to name from {server.Address} within 10 s", (await Assert.ThrowsAsync<DeviceException>(() => asking)).Message);
    }

    [Fact]
    public async Task Who_cancels_is_not_told_of_limits()
    {
        using var cancel = new CancellationTokenSource();
        await using var server = new AlpacaServer(_ => AlpacaReply.Silence);
        using var line = new AlpacaLine(server.Address, "camera", "0", TimeProvider.System);
        await line.Find(default);
        var asking = line.Get("name", cancel.Token);
        await server.Silenced;
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
    }

    private static async Task<string> Fails(AlpacaReply reply, Func<AlpacaLine, Task> ask)
    {
        var words = "";
        await With(_ => reply, async (line, _) => words = (await Assert.ThrowsAsync<DeviceException>(() => ask(line))).Message);
        return words;
    }

    private static async Task With(Func<AlpacaAsked, AlpacaReply> answer, Func<AlpacaLine, AlpacaServer, Task> test)
    {
        await using var server = new AlpacaServer(answer);
        using var line = new AlpacaLine(server.Address, "camera", "0", TimeProvider.System);
        await line.Find(default);
        await test(line, server);
    }
}
