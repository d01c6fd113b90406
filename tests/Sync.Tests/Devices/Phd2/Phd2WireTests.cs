using System.Text.Json;
using Sync.Devices;
using Sync.Devices.Phd2;

namespace Sync.Tests.Devices.Phd2;

/// <summary>Awkward peers.</summary>
public sealed class Phd2WireTests
{
    private static readonly string[] Usual = ["""{"Event":"Version","PHDVersion":"2.6.13","MsgVersion":1}""", """{"Event":"AppState","State":"Stopped"}"""];

    [Fact]
    public async Task A_line_or_two_of_garbage_are_passed_over_and_told()
    {
        await using var peer = new Peer(Usual);
        var heard = new List<Phd2Message>();
        await using var line = await Open(peer, heard.Add);
        peer.Send([0xff, 0x00, (byte)'\n']);
        peer.Send("{\"Event\":\"Alert\",\"Msg\":\"half a");
        peer.Send(" line\"}\r\nnonsense\r\n");
        Assert.Equal("Stopped", (await line.Ask("get_app_state", null, Phd2Line.AnswerLimit, default)).GetString());
        Assert.Equal([typeof(Phd2Garbage), typeof(Phd2Alert), typeof(Phd2Garbage)],
            heard.Where(m => m is Phd2Garbage or Phd2Alert).Select(m => m.GetType()));
    }

    [Fact]
    public async Task A_peer_that_speaks_nothing_but_garbage_is_left()
    {
        await using var peer = new Peer(Usual);
        var lost = new TaskCompletionSource<string>();
        await using var line = await Open(peer, m => _ = m is Phd2Lost l && lost.TrySetResult(l.Why));
        peer.Say(Enumerable.Repeat("nonsense", 20));
        Assert.Equal("it sent 20 lines in a row that are not PHD2's", await lost.Task);
    }

    [Fact]
    public async Task A_line_of_absurd_length_ends_the_connection_and_every_request()
    {
        await using var peer = new Peer(Usual) { Silent = true };
        await using var line = await Open(peer, _ => { });
        var asked = line.Ask("get_app_state", null, Phd2Line.AnswerLimit, default);
        await peer.Asked("get_app_state");
        peer.Send(new string('x', 300_000));
        Assert.Contains("it sent a line of over 262144 bytes", (await Assert.ThrowsAsync<DeviceException>(() => asked)).Message);
        Assert.True(line.IsLost);
        Assert.Equal(0, line.Unanswered);
    }

    [Fact]
    public async Task A_request_without_an_answer_is_forgotten_and_a_late_answer_harms_nobody()
    {
        await using var peer = new Peer(Usual) { Silent = true };
        await using var line = await Open(peer, _ => { });
        for (var i = 0; i < 50; i++)
            await Assert.ThrowsAsync<DeviceException>(() => line.Ask("get_app_state", null, TimeSpan.FromMilliseconds(1), default));
        Assert.Equal(0, line.Unanswered);
        peer.Say("""{"jsonrpc":"2.0","result":"Late","id":1}""", """{"jsonrpc":"2.0","result":0,"id":99999}""");
        peer.Silent = false;
        Assert.Equal("Stopped", (await line.Ask("get_app_state", null, Phd2Line.AnswerLimit, default)).GetString());
    }

    [Theory]
    [InlineData("HTTP/1.1 400 Bad Request", "does not greet as PHD2 does")]
    [InlineData("""{"Event":"Version","PHDVersion":"9.0","MsgVersion":2}""", "does not greet as PHD2 does")]
    public async Task Somebody_else_at_that_port_is_told_apart(string greeting, string why)
    {
        await using var peer = new Peer([greeting]);
        var e = await Assert.ThrowsAsync<DeviceException>(() => Open(peer, _ => { }));
        Assert.Contains(why, e.Message);
    }

    [Fact]
    public async Task Answers_that_make_no_sense_are_errors_and_no_crash()
    {
        await using var peer = new Peer(Usual) { Says = 5 };
        await using var guider = new Phd2Guider(peer.Address, TimeProvider.System);
        Assert.Contains("can't be understood", (await Assert.ThrowsAsync<DeviceException>(() => guider.Connect(default))).Message);
    }

    [Fact]
    public async Task A_thousand_cut_lines_leave_nothing_behind()
    {
        await using var peer = new Peer(Usual);
        await using var connection = new Phd2Connection(peer.Address, TimeProvider.System);
        await connection.Open(default);
        for (var i = 0; i < 1000; i++)
        {
            using var watch = connection.Watch();
            peer.Send("{\"Event\":\"GuideStep\"," + (i % 15 == 0 ? "\"RADistanceRaw\":0,\"DECDistanceRaw\":0,\"AvgDist\":0}\r\n" : "\r\n"));
        }
        Assert.Equal("Stopped", (await connection.Ask("get_app_state", default)).GetString());
        Assert.Equal(0, connection.Watches);
        Assert.Equal(1, peer.Connections);
    }

    private static Task<Phd2Line> Open(Peer peer, Action<Phd2Message> hear) => Phd2Line.Open(peer.Address, "PHD2", TimeProvider.System, hear, default);

    private sealed class Peer : Phd2Listener
    {
        private readonly string[] greeting;

        public Peer(string[] greeting)
        {
            this.greeting = greeting;
            Listen();
        }

        public bool Silent { get; set; }

        public object Says { get; init; } = "Stopped";

        protected override IReadOnlyList<string> Greeting => greeting;

        protected override void Answer(string method, long id, JsonElement parameters)
        {
            if (!Silent)
                Say(Result(id, method switch { "get_app_state" => Says, "get_settling" => false, "get_exposure" => 1000, _ => 1.5 }));
        }
    }
}
