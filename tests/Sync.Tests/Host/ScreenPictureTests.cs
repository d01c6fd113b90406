using Spectre.Console;
using Sync.Contracts;
using Sync.Devices.Rig;
using Sync.Host.Nights;
using Sync.Host.Reports;
using Sync.Scheduler.Catalogue;
using Sync.Scheduler.Nights;

namespace Sync.Tests.Host;

public sealed class ScreenPictureTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 9, 21, 0, 0, TimeSpan.Zero);
    private static readonly Guid Plan = Guid.NewGuid();

    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    [InlineData(40)]
    [InlineData(60)]
    [InlineData(80)]
    [InlineData(120)]
    [InlineData(250)]
    public void No_terminal_is_too_narrow(int width)
    {
        var lines = Draw(width);
        Assert.All(lines, l => Assert.True(l.Length <= width, $"{l.Length} letters: {l}"));
        Assert.Equal(Draw(250).Count, lines.Count);
    }

    [Fact]
    public void Each_camera_is_shown_in_the_words_of_the_field()
    {
        var lines = Draw(120);
        Assert.Matches("^esprit  exposing     ━+─+  120 s Ha    7 ok  1 pending  2 rejected", lines.Single(l => l.StartsWith("esprit", StringComparison.Ordinal)));
        Assert.Matches("^redcat  lost ", lines.Single(l => l.StartsWith("redcat", StringComparison.Ordinal)));
        Assert.Matches("^newton  reading out ", lines.Single(l => l.StartsWith("newton", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_quarter_of_an_exposure_is_a_quarter_of_its_bar()
    {
        var line = Draw(120).Single(l => l.StartsWith("esprit", StringComparison.Ordinal));
        Assert.Equal(10, line.Count(c => c == '━'));
        Assert.Equal(30, line.Count(c => c == '─'));
    }

    [Fact]
    public void The_clock_is_the_mean_time_of_the_site()
    {
        Assert.StartsWith("19:48:28 local mean time, 21:00:00 UTC, 2026-11-09, Demo observatory", Draw(120)[0]);
        Assert.StartsWith("dark, sun ", Draw(120)[1]);
    }

    [Fact]
    public void What_the_operator_must_read_is_the_last_line() => Assert.Equal("Stopping.", Draw(120)[^1].Trim());

    [Fact]
    public void What_was_not_good_before_the_night_is_shown_the_worst_first()
    {
        var lines = Draw(120);
        var first = lines.FindIndex(l => l.StartsWith("✗", StringComparison.Ordinal));
        Assert.Equal("✗ camera redcat, answer: Is its agent running?", lines[first].TrimEnd());
        Assert.Equal("! grader, frames: The newest frame can't be read.", lines[first + 1].TrimEnd());
        Assert.Equal("Before the night, 21:00 UTC: Not ready: 1 problem.", lines[first + 2].TrimEnd());
    }

    private static List<string> Draw(int width)
    {
        using var text = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Out = new AnsiConsoleOutput(text) });
        console.Profile.Width = width;
        console.Write(ScreenPicture.Of(Picture(), width, unicode: true));
        return [.. text.ToString().TrimEnd('\n').Split('\n')];
    }

    private static NightPicture Picture()
    {
        var slot = new NightSlot("esprit", Plan, "Ha", "Ha", TimeSpan.FromSeconds(120));
        var view = new NightView
        {
            NightId = Guid.NewGuid(), State = "Imaging", Rounds = 12, Moves = 4, Dithers = 3, TargetId = Guid.NewGuid(), Target = "NGC 6960", Project = "Nebulae",
            Slots = [slot], Ends = null, Reason = null, WaitsUntil = null,
        };
        var site = DemoRig.Of(1).Site;
        return new(
            Now, site.Name, Sync.Astro.Twilight.Night.Of(site.ToGeoSite(), new(2026, 11, 9)), view,
            [
                new("esprit", true, CameraActivity.Exposing, Now.AddSeconds(90), slot.Exposure, slot, new(7, 1, 2)),
                new("redcat", true, null, null, null, null, FrameTally.None),
                new("newton", true, CameraActivity.Downloading, null, null, null, FrameTally.None),
            ],
            [new PlanSummary(Plan, "Ha", true, null, 40, 7, 1, 2, 1)],
            "Stopping.",
            new CheckCompleted
            {
                CheckId = Guid.NewGuid(), At = Now, IsReady = false,
                Items =
                [
                    new() { Where = "grader", Subject = "frames", Outcome = CheckOutcome.Warning, Finding = "The newest frame can't be read." },
                    new() { Where = "camera redcat", Subject = "answer", Outcome = CheckOutcome.Bad, Finding = "Is its agent running?" },
                    new() { Where = "dither", Subject = "mount", Outcome = CheckOutcome.Good, Finding = "It is connected." },
                ],
            });
    }
}
