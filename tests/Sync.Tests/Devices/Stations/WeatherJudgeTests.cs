using Sync.Devices;
using Sync.Devices.Rig;
using Sync.Devices.Stations;

namespace Sync.Tests.Devices.Stations;

public sealed class WeatherJudgeTests
{
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(2);
    private static readonly IReadOnlySet<WeatherSubject> None = new HashSet<WeatherSubject>();

    [Theory]
    [InlineData(11.9, "")]
    [InlineData(12, "")]
    [InlineData(14.25, "wind is 14.25 m/s, 2.25 m/s over the limit of 12")]
    [InlineData(-1, "WindMetresPerSecond is told as -1, which can't be")]
    [InlineData(double.NaN, "WindMetresPerSecond is told as NaN, which can't be")]
    public void A_limit_is_passed_by_more_than_it(double wind, string reason) =>
        Says(reason, new() { WindMetresPerSecond = 12 }, (WeatherQuantity.WindMetresPerSecond, wind));

    [Fact]
    public void No_rain_is_allowed_where_none_is() =>
        Says("rain is 0.1 mm/h, 0.1 mm/h over the limit of 0", new() { RainMillimetresPerHour = 0 }, (WeatherQuantity.RainMillimetresPerHour, 0.1));

    [Fact]
    public void All_that_is_passed_is_told() => Says(
        "rain is 2 mm/h, 2 mm/h over the limit of 0; humidity is 95 %, 5 % over the limit of 90; cloud is 80 %, 40 % over the limit of 40",
        new() { HumidityPercent = 90, CloudPercent = 40, RainMillimetresPerHour = 0, WindMetresPerSecond = 12 },
        (WeatherQuantity.HumidityPercent, 95), (WeatherQuantity.CloudPercent, 80), (WeatherQuantity.RainMillimetresPerHour, 2), (WeatherQuantity.WindMetresPerSecond, 3));

    [Theory]
    [InlineData(8, 5, "")]
    [InlineData(8, 6.5, "distance of the air to its dew point is 1.5 °C, 0.5 °C under the limit of 2")]
    public void Dew_is_feared_by_the_distance_of_two(double air, double dew, string reason) =>
        Says(reason, new() { AirAboveDewPointCelsius = 2 }, (WeatherQuantity.AirCelsius, air), (WeatherQuantity.DewPointCelsius, dew));

    /// <summary>Of air at 20 °C and 50 % the dew point is 9.3 °C, as tables have it.</summary>
    [Theory]
    [InlineData(10.5, true)]
    [InlineData(10.9, false)]
    public void Where_no_dew_point_is_told_humidity_gives_it(double limit, bool isSafe) =>
        Assert.Equal(isSafe, Judge(new() { AirAboveDewPointCelsius = limit }, (WeatherQuantity.AirCelsius, 20), (WeatherQuantity.HumidityPercent, 50)).Safety.IsSafe);

    [Fact]
    public void A_sky_as_warm_as_the_air_is_clouds() => Says(
        "distance of the air to the colder sky is 3 °C, 12 °C under the limit of 15", new() { SkyBelowAirCelsius = 15 },
        (WeatherQuantity.AirCelsius, 8), (WeatherQuantity.SkyCelsius, 5));

    [Theory]
    [InlineData("lowest air", "temperature is -16 °C, 1 °C under the limit of -15")]
    [InlineData("sky", "brightness of the sky is 18 mag, 1 mag under the limit of 19")]
    [InlineData("stars", "FWHM of stars is 6 arcsec, 2 arcsec over the limit of 4")]
    [InlineData("gust", "gust is 20 m/s, 5 m/s over the limit of 15")]
    public void The_others_are_judged_likewise(string which, string reason) => Says(reason, which switch
    {
        "lowest air" => new() { LowestAirCelsius = -15 },
        "sky" => new() { LowestSkyMagnitudes = 19 },
        "gust" => new() { GustMetresPerSecond = 15 },
        _ => new() { StarFwhmArcseconds = 4 },
    }, (WeatherQuantity.AirCelsius, -16), (WeatherQuantity.SkyMagnitudes, 18), (WeatherQuantity.StarFwhmArcseconds, 6), (WeatherQuantity.GustMetresPerSecond, 20));

    [Fact]
    public void What_nobody_tells_is_not_safe() => Says("nobody tells the humidity", new() { HumidityPercent = 90 }, (WeatherQuantity.WindMetresPerSecond, 0));

    [Fact]
    public void What_no_limit_is_of_does_not_matter() => Says("", new() { HumidityPercent = 90 }, (WeatherQuantity.HumidityPercent, 50), (WeatherQuantity.WindMetresPerSecond, 99));

    [Theory]
    [InlineData(120, "")]
    [InlineData(121, "the wind was measured 121 s ago; 120 s is allowed")]
    public void Old_readings_are_not_safe(double age, string reason) => Assert.Equal(
        reason, WeatherJudge.Judge(Told(TimeSpan.FromSeconds(age), (WeatherQuantity.WindMetresPerSecond, 0)), WeatherLimit.Of(new() { WindMetresPerSecond = 12 }), Fresh, None).Safety.Reason);

    [Fact]
    public void What_was_never_measured_is_not_safe() => Assert.Equal("the wind has never been measured", WeatherJudge.Judge(
        Told(TimeSpan.MaxValue, (WeatherQuantity.WindMetresPerSecond, 0)), WeatherLimit.Of(new() { WindMetresPerSecond = 12 }), Fresh, None).Safety.Reason);

    [Fact]
    public void A_distance_is_as_old_as_the_older_of_both()
    {
        var report = new WeatherReport(new Dictionary<WeatherQuantity, WeatherReading>
        {
            [WeatherQuantity.AirCelsius] = new(10, TimeSpan.Zero),
            [WeatherQuantity.DewPointCelsius] = new(0, TimeSpan.FromHours(1)),
        }, []);
        Assert.Contains("3600 s ago", WeatherJudge.Judge(report, WeatherLimit.Of(new() { AirAboveDewPointCelsius = 2 }), Fresh, None).Safety.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_stations_own_alarm_is_enough()
    {
        var report = Told(TimeSpan.Zero, (WeatherQuantity.WindMetresPerSecond, 0)) with { Alarms = ["Wind is beyond the limits of Roof itself"] };
        Assert.Equal("Wind is beyond the limits of Roof itself", WeatherJudge.Judge(report, WeatherLimit.Of(new() { WindMetresPerSecond = 12 }), Fresh, None).Safety.Reason);
    }

    [Fact]
    public void What_was_passed_must_come_back_by_its_margin()
    {
        var passed = None;
        foreach (var (wind, reason) in new[]
        {
            (11.9, ""), (12.1, "wind is 12.1 m/s, 0.1 m/s over the limit of 12"), (11.5, "wind is 11.5 m/s again, and 11 or less is waited for"), (11, ""), (11.5, ""),
        })
        {
            (var safety, passed) = WeatherJudge.Judge(Told(TimeSpan.Zero, (WeatherQuantity.WindMetresPerSecond, wind)), WeatherLimit.Of(new() { WindMetresPerSecond = 12 }), Fresh, passed);
            Assert.Equal(reason, safety.Reason);
        }
    }

    [Fact]
    public void What_is_not_told_for_a_while_counts_as_passed_still()
    {
        var (_, passed) = Judge(new() { LowestAirCelsius = 0 }, (WeatherQuantity.AirCelsius, -1));
        (_, passed) = WeatherJudge.Judge(Told(TimeSpan.FromHours(1), (WeatherQuantity.AirCelsius, 5)), WeatherLimit.Of(new() { LowestAirCelsius = 0 }), Fresh, passed);
        var (safety, _) = WeatherJudge.Judge(Told(TimeSpan.Zero, (WeatherQuantity.AirCelsius, 0.25)), WeatherLimit.Of(new() { LowestAirCelsius = 0 }), Fresh, passed);
        Assert.Equal("temperature is 0.25 °C again, and 0.5 or more is waited for", safety.Reason);
    }

    private static void Says(string reason, WeatherLimits limits, params (WeatherQuantity Quantity, double Value)[] told)
    {
        var (safety, _) = Judge(limits, told);
        Assert.Equal((reason, reason.Length == 0), (safety.Reason, safety.IsSafe));
    }

    private static (Safety Safety, IReadOnlySet<WeatherSubject> Passed) Judge(WeatherLimits limits, params (WeatherQuantity Quantity, double Value)[] told) =>
        WeatherJudge.Judge(Told(TimeSpan.Zero, told), WeatherLimit.Of(limits), Fresh, None);

    private static WeatherReport Told(TimeSpan age, params (WeatherQuantity Quantity, double Value)[] told) =>
        new(told.ToDictionary(t => t.Quantity, t => new WeatherReading(t.Value, age)), []);
}
