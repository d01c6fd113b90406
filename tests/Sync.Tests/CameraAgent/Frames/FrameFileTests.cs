using System.Diagnostics;
using Sync.Astro.Fits;
using Sync.Contracts;

namespace Sync.Tests.CameraAgent.Frames;

public sealed class FrameFileTests : IDisposable
{
    private readonly ScratchDirectory scratch = new();

    public void Dispose() => scratch.Dispose();

    [Fact]
    public async Task A_frame_says_what_stackers_go_by()
    {
        await using var host = await AgentHost.Start(scratch);
        var round = AgentHost.Round(epoch: 3, number: 4);
        var saved = await host.Frame(round);
        using var stream = File.OpenRead(saved.Path);
        var header = FitsReader.ReadHeader(stream);
        Assert.Equal("LIGHT", header.Text("IMAGETYP"));
        Assert.Equal(60, header.Number("EXPTIME"));
        Assert.Equal("Left tube", header.Text("TELESCOP"));
        Assert.Equal(7.52, header.Number("XPIXSZ"));
        Assert.Equal(5, header.Number("FOCRATIO"));
        Assert.Equal(("Ha", "M 31", "00 42 44.3", "+41 16 08"), (header.Text("FILTER"), header.Text("OBJECT"), header.Text("OBJCTRA"), header.Text("OBJCTDEC")));
        Assert.Equal((-10, -10.04), (header.Number("SET-TEMP"), header.Number("CCD-TEMP")));
        Assert.Equal(saved.Opened.ToString("yyyy-MM-ddTHH:mm:ss.fff"), header.Text("DATE-OBS"));
        Assert.Null(header.Text("BAYERPAT")); // binned
        Assert.Equal((saved.FrameId.ToString("N"), 3L, 4L), (header.Text("SYNFRAME"), header.Whole("SYNEPOCH"), header.Whole("SYNNUM")));
        Assert.InRange(header.Number("CENTALT")!.Value, 20, 30);
    }

    [Fact]
    public async Task A_focuser_that_dies_during_the_exposure_costs_no_frame()
    {
        var focuser = new ScriptedFocuser();
        await using var host = await AgentHost.Start(scratch, focuser: focuser);
        var round = AgentHost.Round();
        await host.Exposing(round);
        focuser.IsDead = true;
        host.Time.Advance(round.Slot.Exposure);
        using var stream = File.OpenRead((await host.Probe.Hears<FrameSaved>(s => s.RoundId == round.RoundId)).Path);
        Assert.Null(FitsReader.ReadHeader(stream).Whole("FOCUSPOS"));
    }

    [Theory]
    [InlineData(8.0)]
    [InlineData(null)]
    public async Task A_frame_says_where_the_focuser_stood_and_how_warm_it_was(double? celsius)
    {
        await using var host = await AgentHost.Start(scratch, focuser: new ScriptedFocuser { Temperature = celsius });
        using var stream = File.OpenRead((await host.Frame(AgentHost.Round())).Path);
        var header = FitsReader.ReadHeader(stream);
        Assert.Equal(("scripted focuser", 5000L, 5000L), (header.Text("FOCNAME"), header.Whole("FOCUSPOS"), header.Whole("FOCPOS")));
        Assert.Equal((celsius, celsius), (header.Number("FOCTEMP"), header.Number("FOCUSTEM")));
    }

    [Fact]
    public async Task Without_a_focuser_a_frame_says_nothing_of_it()
    {
        await using var host = await AgentHost.Start(scratch);
        using var stream = File.OpenRead((await host.Frame(AgentHost.Round())).Path);
        var header = FitsReader.ReadHeader(stream);
        Assert.All(new[] { "FOCNAME", "FOCPOS", "FOCUSPOS", "FOCTEMP", "FOCUSTEM" }, k => Assert.DoesNotContain(header, c => c.Keyword == k));
    }

    [Fact]
    public async Task Fitsverify_finds_nothing_to_say()
    {
        await using var host = await AgentHost.Start(scratch);
        var saved = await host.Frame(AgentHost.Round(target: "Barnard's \"E\" – 銀河, a name that is far too long for one card of a FITS header"));
        using var verify = Process.Start(new ProcessStartInfo("fitsverify", ["-q", saved.Path]) { RedirectStandardOutput = true })!;
        var said = await verify.StandardOutput.ReadToEndAsync();
        await verify.WaitForExitAsync();
        Assert.Contains("verification OK", said);
        Assert.Equal(0, verify.ExitCode);
    }

    [Fact]
    public async Task A_file_that_is_there_is_never_overwritten()
    {
        await using var host = await AgentHost.Start(scratch);
        var first = AgentHost.Round();
        await host.Exposing(first);
        var taken = await host.Role.Store.Read(c => Dapper.SqlMapper.QuerySingle<string>(c, "select path from camera_frame"));
        Directory.CreateDirectory(Path.GetDirectoryName(taken)!);
        await File.WriteAllTextAsync(taken, "mine");
        host.Time.Advance(first.Slot.Exposure);
        var saved = await host.Probe.Hears<Contracts.FrameSaved>();
        Assert.Equal("mine", await File.ReadAllTextAsync(taken));
        Assert.EndsWith("_2.fits", saved.Path);
        Assert.True(File.Exists(saved.Path));
    }

    [Fact]
    public async Task Nothing_but_whole_frames_is_left_in_the_directory()
    {
        await using var host = await AgentHost.Start(scratch);
        var saved = await host.Frame(AgentHost.Round());
        Assert.Equal([saved.Path], Directory.EnumerateFiles(AgentHost.Frames(scratch), "*", SearchOption.AllDirectories));
    }
}
