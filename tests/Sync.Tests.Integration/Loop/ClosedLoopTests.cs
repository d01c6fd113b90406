using Sync.Astro.Coordinates;
using Sync.Devices;
using Sync.Tests.Integration.Indi;
using Xunit.Abstractions;

namespace Sync.Tests.Integration.Loop;

[Trait("Needs", "indi")]
public sealed class ClosedLoopTests(LoopNight night, ITestOutputHelper output) : IClassFixture<LoopNight>
{
    /// <summary>The camera simulator turns places of date into those of J2000 some 15" otherwise than astropy and we do.</summary>
    private const double PlaceArcseconds = 60;

    private const double AngleDegrees = 0.1;

    /// <summary>Stars are drawn on whole pixels: one alone is off by up to 1 after a shift, the mean of 20 by 0.1, and a pulse by some 0.2".</summary>
    private const double ShiftPixels = 0.5;

    private const double ShiftArcseconds = 1;

    /// <summary>Where each epoch looks, in dithers to the east and to the north of the first.</summary>
    private static readonly (int East, int North)[] Pattern = [(0, 0), (1, 0), (1, 1), (0, 1), (-1, 1), (-1, 0), (-1, -1)];

    [Fact]
    public void Every_frame_is_in_the_books_once_and_on_disk_and_was_seen_by_the_witness()
    {
        var frames = night.Night.Frames;
        Assert.Equal(("Ended", "Every exposure plan of every active target is complete."), (night.Night.View.State, night.Night.View.Reason));
        Assert.Equal(night.Rig.Cameras.Count * LoopRig.RoundsOfAnEpoch * LoopRig.Epochs, frames.Count(f => f.State == "Accepted"));
        Assert.Equal(night.Files.Order(), frames.Select(f => f.Path).Order());
        foreach (var camera in night.Rig.Cameras)
        {
            var seen = night.Witness.Exposures.Where(s => s.Device == camera.Device).ToList();
            var own = frames.Where(f => f.Camera == camera.Name).ToList();
            Assert.Equal(own.Count + night.Night.Solves.Where(s => s.Camera == camera.Name).Sum(s => s.Tries!.Value), seen.Count);
            Assert.All(own, f => Assert.Single(seen, s => Math.Abs(s.From.ToUnixTimeMilliseconds() - f.Opened) < 500));
        }
    }

    [Fact]
    public void In_the_night_each_camera_finds_by_its_solver_how_its_field_lies()
    {
        foreach (var camera in night.Rig.Cameras)
        {
            var found = night.Night.Solves.Last(s => s.Camera == camera.Name);
            output.WriteLine($"{found}");
            Assert.Null(found.Reason);
            Assert.Equal(camera.RotationDegrees!.Value, found.AngleDegrees!.Value, AngleDegrees);
            Assert.Equal(Field.Of(camera).PixelArcseconds, found.PixelArcseconds!.Value, 0.01);
        }
    }

    [Fact]
    public void The_mount_is_wrong_at_first_and_is_brought_to_the_target_by_what_a_camera_sees()
    {
        Assert.Equal(["slew", "centre", "dither"], night.Night.Moves.Select(m => m.Kind).Take(3));
        var first = night.Night.Solves[0];
        Assert.Equal(Sky.SeparationDegrees(night.Target, night.Beside) * 3600, first.OffsetArcseconds!.Value, PlaceArcseconds);
        Assert.InRange(first.OffsetArcseconds!.Value, 2 * PlaceArcseconds, 3600);
        Assert.InRange(night.Night.Solves[^1].OffsetArcseconds!.Value, 0, PlaceArcseconds);
    }

    [Fact]
    public async Task The_first_frame_of_each_camera_shows_the_target_in_its_middle()
    {
        var centres = new List<Equatorial>();
        foreach (var camera in night.Rig.Cameras)
        {
            var field = Field.Of(camera);
            var first = night.Epochs(camera)[0][0];
            var plate = (await OtherPrograms.Plate(first.Path, field.PixelArcseconds))?.Of(LoopRig.WidthPixels, LoopRig.HeightPixels);
            output.WriteLine($"{camera.Name} {plate}, {Sky.SeparationDegrees(night.Target, plate!.Centre) * 3600:F1} arcsec away");
            Assert.Equal(field.PositionAngleDegrees, plate.PositionAngleDegrees, AngleDegrees);
            centres.Add(plate.Centre);
        }
        Assert.All(centres, c => Assert.InRange(Sky.SeparationDegrees(night.Target, c) * 3600, 0, PlaceArcseconds));
        Assert.All(centres, c => Assert.InRange(Sky.SeparationDegrees(centres[0], c) * 3600, 0, 5)); // the telescopes are simulated in parallel
    }

    [Fact]
    public void Between_epochs_the_stars_of_all_cameras_move_by_the_ordered_dither()
    {
        var epochs = night.Night.Frames.Select(f => f.Epoch).Distinct().Order().ToList();
        Assert.InRange(epochs.Count, LoopRig.Epochs, Pattern.Length); // a camera that misses a round on a busy machine makes more
        foreach (var (from, to) in epochs.Zip(epochs.Skip(1)))
        {
            Assert.Equal(from + 1, to);
            var (was, now) = (Pattern[from - epochs[0]], Pattern[to - epochs[0]]);
            var ordered = new SkyOffset((now.East - was.East) * LoopNight.DitherArcseconds, (now.North - was.North) * LoopNight.DitherArcseconds);
            foreach (var camera in night.Rig.Cameras)
            {
                if (night.Stars(camera, from).LastOrDefault() is not { } before || night.Stars(camera, to).FirstOrDefault() is not { } after)
                    continue;
                var (shift, field) = (StarShift.Between(before.StarList, after.StarList), Field.Of(camera));
                var (expected, sky) = (field.Stars(ordered), field.Telescopes(shift));
                output.WriteLine(FormattableString.Invariant($"{from} to {to} {camera.Name}: {shift.Right:F2} {shift.Down:F2} px by {shift.Stars} stars, expected {expected.Right:F2} {expected.Down:F2}; on the sky {sky.EastArcseconds:F2} {sky.NorthArcseconds:F2} arcsec"));
                Assert.InRange(shift.Stars, 8, 1000);
                Assert.Equal((expected.Right, expected.Down), (shift.Right, shift.Down), Within(ShiftPixels));
                Assert.Equal((ordered.EastArcseconds, ordered.NorthArcseconds), (sky.EastArcseconds, sky.NorthArcseconds), Within(ShiftArcseconds));
            }
        }
    }

    [Fact]
    public void Within_an_epoch_the_stars_of_all_cameras_stay()
    {
        var pairs = night.Rig.Cameras.SelectMany(night.Epochs).SelectMany(frames => frames.Zip(frames.Skip(1))).ToList();
        Assert.InRange(pairs.Count, 2 * LoopRig.Epochs, 1000);
        foreach (var (one, next) in pairs)
        {
            var shift = StarShift.Between(night.Measured(one).StarList, night.Measured(next).StarList);
            Assert.Equal((0.0, 0.0), (shift.Right, shift.Down), Within(0.1));
        }
    }

    /// <summary>This simulator draws no trails; so what tells is the witness, and what the frames must not be is unlike each other.</summary>
    [Fact]
    public void Stars_are_round_and_as_large_as_in_the_first_frame()
    {
        foreach (var camera in night.Rig.Cameras)
        {
            var measured = night.Epochs(camera).SelectMany(e => e).Select(night.Measured).ToList();
            Assert.All(measured, m => Assert.InRange(m.Elongation!.Value, 1, 1.2));
            Assert.All(measured, m => Assert.Equal(measured[0].FwhmPixels!.Value, m.FwhmPixels!.Value, 0.2));
        }
    }

    [Fact]
    public void No_exposure_overlaps_a_slew_or_a_pulse_as_another_client_sees_them()
    {
        var motions = night.Witness.Motions;
        output.WriteLine(string.Join('\n', night.Witness.Exposures.Concat(motions).OrderBy(s => s.From)));
        Assert.Equal(night.Night.Moves.Count(m => m.Kind == "dither"), motions.Count(m => m.Property.StartsWith("TELESCOPE_TIMED_GUIDE", StringComparison.Ordinal)));
        Assert.Contains(motions, m => m.Property == "EQUATORIAL_EOD_COORD");
        foreach (var exposure in night.Witness.Exposures)
        {
            var open = exposure with { To = exposure.From.AddSeconds(LoopRig.ExposureSeconds) }; // 0 is told early
            Assert.DoesNotContain(motions, open.Overlaps);
            var believed = night.Witness.PositionsWithin(open);
            Assert.All(believed, p => Assert.InRange(Sky.SeparationDegrees(believed[0], p) * 3600, 0, 0.5));
        }
    }

    [Fact]
    public void The_rotator_turns_its_camera_to_the_angle_of_the_target_between_exposures()
    {
        var camera = night.Rig.Cameras.Single(c => c.Rotator is not null);
        Assert.NotEmpty(night.Witness.Turns);
        foreach (var exposure in night.Witness.Exposures.Where(e => e.Device == camera.Device))
            Assert.DoesNotContain(night.Witness.Turns, exposure.Overlaps);
    }

    private static IEqualityComparer<(double, double)> Within(double tolerance) => EqualityComparer<(double, double)>.Create(
        (a, b) => Math.Abs(a.Item1 - b.Item1) <= tolerance && Math.Abs(a.Item2 - b.Item2) <= tolerance);
}
