using Sync.Devices;
using Sync.Devices.Indi;
using Sync.Tests.Devices.Indi.Served;

namespace Sync.Tests.Devices.Indi;

/// <summary>A camera that fails in each of its states in each way: in a sentence, in its time, and then all is as before.</summary>
public sealed class IndiFaultTests
{
    private static readonly TimeSpan Exposure = TimeSpan.FromSeconds(10);

    private static readonly Dictionary<string, (TimeSpan Limit, string Words)> Limits = new()
    {
        ["connecting"] = (TimeSpan.FromSeconds(60), "Camera A: no answer to CONNECTION within 60 s"),
        ["setting"] = (TimeSpan.FromSeconds(15), "Camera A: no answer to CCD_BINNING within 15 s"),
        ["cooling"] = (TimeSpan.FromSeconds(10), "Camera A: no answer to CCD_TEMPERATURE within 10 s"),
        ["exposing"] = (Exposure + TimeSpan.FromSeconds(30), "Camera A: no end of the exposure within 40 s"),
        ["reading out"] = (TimeSpan.FromSeconds(120), "Camera A: no frame (BLOB CCD1) within 120 s"),
    };

    private readonly FakeTime time = new();
    private readonly TaskCompletionSource failed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private string failsWhen = "";
    private ServedFault fault;

    public static TheoryData<string, ServedFault, string> Faults
    {
        get
        {
            var all = new TheoryData<string, ServedFault, string>();
            foreach (var state in Limits.Keys)
            {
                all.Add(state, ServedFault.Refuses, state is "exposing" or "reading out" ? "refused CCD_EXPOSURE" : "refused ");
                all.Add(state, ServedFault.Cuts, "the server closed the connection");
                all.Add(state, ServedFault.Garbles, "the server sent </html> closes <>");
                all.Add(state, ServedFault.Stutters, "the server sent ");
                if (state != "connecting")
                    all.Add(state, ServedFault.Dies, "the driver went away");
            }
            all.Add("reading out", ServedFault.Halves, "sent a frame that can't be read");
            return all;
        }
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Whatever_goes_wrong_in_whichever_state_is_told_and_lived_with(string state, ServedFault what, string words)
    {
        await using var server = Server();
        await using var camera = new IndiCamera(server.Address, ServedIndiCamera.Name, time, null);
        (failsWhen, fault) = (state, what);
        var told = (await Assert.ThrowsAsync<DeviceException>(() => Work(camera))).Message;
        Assert.StartsWith("Camera A: ", told, StringComparison.Ordinal);
        Assert.Contains(words, told, StringComparison.Ordinal);
        await Recovers(camera);
    }

    [Theory]
    [InlineData("connecting", ServedFault.Hangs)]
    [InlineData("connecting", ServedFault.Dies)]
    [InlineData("setting", ServedFault.Hangs)]
    [InlineData("cooling", ServedFault.Hangs)]
    [InlineData("exposing", ServedFault.Hangs)]
    [InlineData("reading out", ServedFault.Hangs)]
    public async Task Silence_ends_in_its_time_and_says_what_was_waited_for(string state, ServedFault what)
    {
        await using var server = Server();
        await using var camera = new IndiCamera(server.Address, ServedIndiCamera.Name, time, null);
        (failsWhen, fault) = (state, what);
        var working = Work(camera);
        await failed.Task.WaitAsync(TimeSpan.FromSeconds(20));
        await time.Awaited(Limits[state].Limit);
        time.Advance(Limits[state].Limit - TimeSpan.FromSeconds(1));
        Assert.False(working.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(Limits[state].Words, (await Assert.ThrowsAsync<DeviceException>(() => working)).Message);
        await Recovers(camera);
    }

    [Fact]
    public async Task A_server_that_is_gone_is_told_and_found_again_when_it_is_back()
    {
        await using var server = Server();
        await using var camera = new IndiCamera(server.Address, ServedIndiCamera.Name, time, null);
        await Work(camera);
        server.Stop();
        Assert.Contains("Camera A: ", (await Assert.ThrowsAsync<DeviceException>(() => Work(camera))).Message, StringComparison.Ordinal);
        Assert.Contains("no INDI server at 127.0.0.1:", (await Assert.ThrowsAsync<DeviceException>(() => camera.Connect(default))).Message, StringComparison.Ordinal);
        server.Start();
        await Recovers(camera);
    }

    [Fact]
    public async Task A_line_on_which_nobody_answers_is_left_for_a_new_one()
    {
        var deaf = true;
        var driver = new ServedIndiCamera(null, _ => ServedFault.None);
        await using var server = new ServedIndi((request, client) => Volatile.Read(ref deaf) ? Task.Run(failed.TrySetResult) : driver.Answer(request, client));
        await using var camera = new IndiCamera(server.Address, ServedIndiCamera.Name, time, null);
        var connecting = camera.Connect(default);
        await failed.Task.WaitAsync(TimeSpan.FromSeconds(20));
        await time.Awaited(TimeSpan.FromSeconds(10));
        time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal("Camera A: no device of that name on the INDI server within 10 s", (await Assert.ThrowsAsync<DeviceException>(() => connecting)).Message);
        Volatile.Write(ref deaf, false);
        await Recovers(camera);
    }

    private ServedIndi Server() => new(new ServedIndiCamera(null, Fault).Answer);

    private ServedFault Fault(string state)
    {
        if (state != failsWhen)
            return ServedFault.None;
        failsWhen = "";
        failed.TrySetResult();
        return fault;
    }

    private static async Task Work(IndiCamera camera)
    {
        await camera.Connect(default);
        await camera.Cool(-10, default);
        await camera.Configure(new CameraSettings(), default);
        await camera.Expose(Exposure, _ => { }, default);
        await camera.Download(default);
    }

    /// <summary>As the agent does it: connected anew, and closed in any case. A line that was cut inside a word may cost one attempt.</summary>
    private static async Task Recovers(IndiCamera camera)
    {
        try
        {
            await camera.Connect(default);
        }
        catch (DeviceException)
        {
            await camera.Connect(default);
        }
        await camera.Abort(default);
        await Work(camera);
    }
}
