using System.Globalization;
using Sync.Astro.Coordinates;
using Sync.Astro.Fits;
using Xunit.Abstractions;

namespace Sync.Tests.Integration.Indi;

[Collection("indi")]
[Trait("Needs", "indi")]
public sealed class IndiNightTests(IndiNight night, ITestOutputHelper output) : IClassFixture<IndiNight>
{
    private const double ArcsecondsPerPixel = 206.265 * 5.2 / 500;

    [Fact]
    public void Every_plan_is_fulfilled_and_then_the_night_is_over()
    {
        Assert.Equal(("Ended", "Every exposure plan of every active target is complete."), (night.Night.State, night.Night.Reason));
        Assert.Equal(IndiNight.Luminance + IndiNight.Oxygen, night.Frames.Count(f => f.State == "Accepted"));
        foreach (var camera in night.Rig.Cameras)
        {
            var frames = night.Frames.Where(f => f.Camera == camera.Name).ToList();
            Assert.InRange(frames.Count(f => f.Filter == NightCatalogue.FirstFilters[camera.Name]), 3, 6);
            Assert.InRange(frames.Count(f => f.Filter == "OIII"), 1, 4);
        }
    }

    [Fact]
    public void Files_and_books_tell_of_the_same_frames() =>
        Assert.Equal(night.Frames.Select(f => f.Path).Order(), night.Files.Order());

    [Fact]
    public async Task Every_file_is_faultless_FITS()
    {
        foreach (var frame in night.Frames)
            Assert.Equal("**** Verification found 0 warning(s) and 0 error(s). ****", await OtherPrograms.Verify(frame.Path));
    }

    [Fact]
    public void Every_file_says_what_it_is()
    {
        foreach (var frame in night.Frames)
        {
            using var file = File.OpenRead(frame.Path);
            var header = FitsReader.Read(file).Header;
            Assert.Equal((NightCatalogue.Target, frame.Filter, frame.Camera), (header.Text("OBJECT"), header.Text("FILTER"), header.Text("SYNCAM")));
            Assert.Equal(IndiNight.ExposureSeconds, header.Number("EXPTIME"));
            Assert.Equal(frame.Opened, Instant(header.Text("DATE-OBS")));
            Assert.Equal(frame.Closed, Instant(header.Text("DATE-END")));
            Assert.InRange(frame.Closed - frame.Opened, IndiNight.ExposureSeconds * 1000, 5000);
            Assert.Equal(night.Target.RightAscensionHours * 15, header.Number("RA")!.Value, 6);
        }
    }

    [Fact]
    public async Task Others_find_the_stars_that_we_find()
    {
        foreach (var frame in night.Frames)
        {
            var theirs = await OtherPrograms.Stars(frame.Path);
            output.WriteLine($"{frame.Camera} {frame.Filter}: {theirs} stars, ours {frame.Stars}, HFR {frame.HfrPixels:F2}");
            Assert.InRange(theirs, 10, 1000);
            Assert.InRange(frame.Stars!.Value, theirs * 0.7, (theirs * 1.3) + 2);
        }
    }

    /// <summary>Stars are drawn on whole pixels, 2.1" wide. North and south are left open: the simulator mirrors them in the east.</summary>
    [Fact]
    public async Task The_stars_stand_where_the_telescopes_were_pointed_and_each_dither_moves_them_by_its_step()
    {
        var places = new List<(double East, double North)>();
        foreach (var frame in night.Frames.Where(f => f.Camera == "camera-a").Take(4))
            places.Add(FromTarget(await OtherPrograms.Solve(frame.Path, ArcsecondsPerPixel) ?? throw new InvalidOperationException($"{frame.Path} was not solved.")));
        output.WriteLine(string.Join("; ", places.Select(p => $"{p.East:F1} {p.North:F1}")));
        Assert.InRange(Math.Abs(places[0].East) + Math.Abs(places[0].North), 0, 60);
        var steps = places.Zip(places.Skip(1), (from, to) => (East: to.East - from.East, North: Math.Abs(to.North - from.North))).ToList();
        foreach (var (step, east, north) in steps.Zip([8.0, 0, -8], [0.0, 8, 0]))
        {
            Assert.InRange(step.East - east, -3, 3);
            Assert.InRange(step.North - north, -3, 3);
        }
    }

    [Fact]
    public void The_sky_stays_while_a_shutter_is_open()
    {
        output.WriteLine(string.Join('\n', night.Frames) + '\n' + string.Join('\n', night.Moves));
        Assert.Equal(("slew", "park"), (night.Moves[0].Kind, night.Moves[^1].Kind));
        Assert.All(night.Moves.Skip(1).SkipLast(1), m => Assert.Equal("dither", m.Kind));
        Assert.InRange(night.Moves.Count, 6, 10); // a camera that misses a round on a busy machine makes one more
        foreach (var frame in night.Frames)
            Assert.DoesNotContain(night.Moves, m => frame.Opened < m.Ended && frame.Closed > m.Began);
    }

    [Fact]
    public async Task The_mount_is_parked_at_the_end() => Assert.True(await night.IsParked());

    /// <summary>In arcseconds.</summary>
    private (double East, double North) FromTarget(Equatorial place) => (
        (place.RightAscensionHours - night.Target.RightAscensionHours) * 54000 * Math.Cos(place.DeclinationDegrees * Math.PI / 180),
        (place.DeclinationDegrees - night.Target.DeclinationDegrees) * 3600);

    private static long Instant(string? text) =>
        DateTimeOffset.Parse(text!, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal).ToUnixTimeMilliseconds();
}
