using Sync.Astro.Coordinates;
using Sync.Clock;
using Sync.Devices;
using Sync.Devices.Simulated;
using Sync.Devices.Simulated.Frames;
using Sync.Devices.Simulated.World;

namespace Sync.Tests.Devices.Simulated;

public sealed class SimulatedSkyTests
{
    public static TheoryData<string> Cameras => ["esprit", "redcat", "newton"];

    [Theory]
    [MemberData(nameof(Cameras))]
    public async Task Stars_are_where_the_sky_says(string name)
    {
        using var stage = new SimulatedRigStage(1, Conditions.Perfect);
        var options = Options(name) with { RotationDegrees = 33 };
        await stage.Guided(async () =>
        {
            var (image, sky) = await stage.Shoot(await stage.Camera(name, options), 60);
            var stars = SimulatedRigStage.LonelyStars(sky, options, 11.5, 13.5).ToList();
            Assert.True(stars.Count >= 3, $"only {stars.Count} stars");
            Assert.All(stars, s =>
            {
                var (x, y) = SimulatedRigStage.Centroid(image, Math.Round(s.X) + 1, Math.Round(s.Y) - 1);
                Assert.InRange(Math.Max(Math.Abs(x - s.X), Math.Abs(y - s.Y)), 0, 0.1);
            });
            return true;
        });
    }

    [Theory]
    [InlineData(0, 0, -1)]
    [InlineData(90, 1, 0)]
    [InlineData(180, 0, 1)]
    public async Task North_is_where_the_rotation_says(double rotation, double x, double y)
    {
        using var stage = new SimulatedRigStage(1, Conditions.Perfect);
        var options = SimulatedRigStage.Esprit with { RotationDegrees = rotation + 180 };
        await stage.Guided(async () =>
        {
            // The target is west of the meridian: the telescope is on the east side and its field upside down.
            var star = SimulatedRigStage.LonelyStars(stage.World.SkyAt(stage.Time.GetUtcNow()), options, 8, 12).First().Star;
            var at = star.At.ToEquatorial();
            await stage.Mount.Slew(at with { DeclinationDegrees = at.DeclinationDegrees - (141 / 3600.0) }, default);
            var (image, _) = await stage.Shoot(await stage.Camera("esprit", options), 20);
            var expected = (X: 399.5 + (x * 100), Y: 299.5 + (y * 100));
            var found = SimulatedRigStage.Centroid(image, expected.X, expected.Y);
            Assert.Equal(expected.X, found.X, 0.3);
            Assert.Equal(expected.Y, found.Y, 0.3);
            return true;
        });
    }

    [Theory]
    [MemberData(nameof(Cameras))]
    public async Task A_dither_of_five_arcseconds_moves_stars_by_as_many_pixels_on_every_camera(string name)
    {
        using var stage = new SimulatedRigStage(1, Conditions.Perfect);
        var options = Options(name);
        var scale = 206.264806 * 3.76 / options.FocalLengthMillimetres;
        await stage.Guided(async () =>
        {
            var camera = await stage.Camera(name, options);
            var (before, sky) = await stage.Shoot(camera, 60);
            await stage.Guider.Dither(new SkyOffset(3, 4), SimulatedRigStage.Settle, default);
            var (after, _) = await stage.Shoot(camera, 60);
            var stars = SimulatedRigStage.LonelyStars(sky, options, 11, 13).Take(20).ToList();
            var shifts = stars.Select(s => Shift(before, after, s.X, s.Y)).ToList();

            // The telescope is on the east side: south is up and east is right, and stars go the other way than the field.
            Assert.Equal(-3 / scale, shifts.Average(s => s.X), 0.05);
            Assert.Equal(-4 / scale, shifts.Average(s => s.Y), 0.05);
            return true;
        });
    }

    [Fact]
    public async Task Each_camera_sees_a_hundred_stars()
    {
        using var stage = new SimulatedRigStage();
        await stage.Guided(async () =>
        {
            foreach (var name in new[] { "esprit", "redcat", "newton" })
            {
                var (image, _) = await stage.Shoot(await stage.Camera(name, Options(name)), 60);
                Assert.InRange(Peaks(image), 100, 3000);
            }
            return true;
        });
    }

    [Fact]
    public async Task One_seed_gives_one_night_and_another_seed_other_noise_under_the_same_stars()
    {
        var one = await Frame(seed: 7);
        Assert.Equal(one.Pixels, (await Frame(seed: 7)).Pixels);
        var other = await Frame(seed: 8);
        Assert.True(one.Pixels.Zip(other.Pixels).Count(p => p.First != p.Second) > one.Pixels.Length * 0.9);
        var brightest = Array.IndexOf(one.Pixels, one.Pixels.Max());
        Assert.True(other.Pixels[brightest] > other.Pixels.Average(p => p) * 5);
    }

    [Fact]
    public async Task The_background_has_the_noise_of_its_photons_and_of_the_readout()
    {
        using var stage = new SimulatedRigStage(1, Conditions.Perfect);
        await stage.Guided(async () =>
        {
            var camera = await stage.Camera("esprit", SimulatedRigStage.Esprit);
            await camera.Configure(new CameraSettings { Gain = 100, Offset = 50 }, default);
            var (image, _) = await stage.Shoot(camera, 300);
            var sorted = image.Pixels.Order().ToArray();
            double median = sorted[sorted.Length / 2];
            var sigma = median - sorted[(int)(sorted.Length * 0.1587)];
            var perAdu = 0.8 / Math.Sqrt(10);
            var electrons = (median - 500) * perAdu;
            Assert.InRange(electrons, 200, 2000);
            Assert.Equal(Math.Sqrt(electrons + (1.5 * 1.5)) / perAdu, sigma, 0.1 * sigma);
            return true;
        });
    }

    [Fact]
    public async Task A_sky_that_moved_while_the_shutter_was_open_leaves_trails()
    {
        using var stage = new SimulatedRigStage(1, Conditions.Perfect);
        await stage.Guided(async () =>
        {
            var camera = await stage.Camera("esprit", SimulatedRigStage.Esprit);
            var (still, sky) = await stage.Shoot(camera, 20);
            var exposing = stage.Rehearsal.Do(() => camera.Expose(TimeSpan.FromSeconds(20), _ => { }, default));
            await stage.Time.Pass(TimeSpan.FromSeconds(5), default);
            await stage.Guider.Dither(new SkyOffset(60, 0), SimulatedRigStage.Settle, default);
            await stage.Time.Pass(TimeSpan.FromSeconds(20), default);
            await exposing;
            var trailed = await camera.Download(default);
            var star = SimulatedRigStage.LonelyStars(sky, SimulatedRigStage.Esprit, 9, 11.5).First();
            Assert.True(WidthPixels(trailed, star.X, star.Y) > WidthPixels(still, star.X, star.Y) + 20);
            return true;
        });
    }

    [Fact]
    public async Task Narrow_filters_let_less_light_through()
    {
        using var stage = new SimulatedRigStage(1, Conditions.Perfect);
        await stage.Guided(async () =>
        {
            var wheel = new SimulatedFilterWheel(stage.World, "esprit.wheel", ["L", "Ha"]);
            await wheel.Connect(default);
            var camera = await stage.Camera("esprit", SimulatedRigStage.Esprit with { Wheel = "esprit.wheel", FirstFilter = "L" });
            var (wide, _) = await stage.Shoot(camera, 60);
            await wheel.Select("Ha", default);
            var (narrow, _) = await stage.Shoot(camera, 60);
            var ratio = (narrow.Pixels.Average(p => p) - 500) / (wide.Pixels.Average(p => p) - 500);
            Assert.InRange(ratio, 0.01, 0.15);
            return true;
        });
    }

    [Fact]
    public void Clouds_cover_a_few_percent_of_the_nights_and_seeing_stays_in_its_limits()
    {
        var weather = new Weather(3, new Conditions());
        var instants = Enumerable.Range(0, 60 * 24 * 60).Select(m => Clock.Rehearsal.Evening.AddMinutes(m)).ToList();
        var through = instants.Select(weather.Transparency).ToList();
        Assert.InRange(through.Count(t => t < 0.9) / (double)through.Count, 0.01, 0.06);
        Assert.InRange(through.Min(), 0.1, 0.2);
        var seeing = instants.Select(weather.SeeingArcseconds).ToList();
        Assert.InRange(seeing.Min(), 2, 2.4);
        Assert.InRange(seeing.Max(), 3.1, 3.5);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(23.999, 45)]
    [InlineData(6, 89.95)]
    [InlineData(12, -90)]
    public void Every_part_of_the_sky_has_its_stars_once(double hours, double degrees)
    {
        var centre = new Equatorial(hours, degrees);
        var near = StarCatalogue.Near(centre, 0.5).SelectMany(c => c).Where(s => Direction.SeparationDegrees(centre, s.At.ToEquatorial()) < 0.5).ToList();
        Assert.Equal(near.Count, near.Distinct().Count());
        Assert.InRange(near.Count, 2800, 3500);
    }

    private static SimulatedCameraOptions Options(string name) => name switch
    {
        "esprit" => SimulatedRigStage.Esprit,
        "redcat" => SimulatedRigStage.Redcat,
        _ => SimulatedRigStage.Newton,
    };

    private static async Task<CameraImage> Frame(int seed)
    {
        using var stage = new SimulatedRigStage(seed);
        return await stage.Guided(async () => (await stage.Shoot(await stage.Camera("esprit", SimulatedRigStage.Esprit), 60)).Image);
    }

    private static (double X, double Y) Shift(CameraImage before, CameraImage after, double x, double y)
    {
        var one = SimulatedRigStage.Centroid(before, x, y);
        var other = SimulatedRigStage.Centroid(after, x, y);
        return (other.X - one.X, other.Y - one.Y);
    }

    private static int Peaks(CameraImage image)
    {
        var sorted = image.Pixels.Order().ToArray();
        var median = sorted[sorted.Length / 2];
        var limit = median + (6 * (median - sorted[(int)(sorted.Length * 0.1587)]));
        var peaks = 0;
        for (var i = image.Width + 1; i < image.Pixels.Length - image.Width - 1; i++)
        {
            var p = image.Pixels[i];
            if (p > limit && p > image.Pixels[i - 1] && p >= image.Pixels[i + 1] && p > image.Pixels[i - image.Width] && p >= image.Pixels[i + image.Width])
                peaks++;
        }
        return peaks;
    }

    /// <summary>How far, along its row, a star stays above an eighth of its height.</summary>
    private static int WidthPixels(CameraImage image, double x, double y)
    {
        var row = image.Pixels.AsSpan((int)Math.Round(y) * image.Width, image.Width);
        var background = image.Pixels.Order().ElementAt(image.Pixels.Length / 2);
        var middle = (int)Math.Round(x);
        var limit = background + ((row[middle] - background) / 40);
        var (left, right) = (middle, middle);
        while (left > 0 && row[left] > limit)
            left--;
        while (right < image.Width - 1 && row[right] > limit)
            right++;
        return right - left;
    }
}
