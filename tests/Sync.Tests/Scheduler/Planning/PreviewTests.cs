using System.Text.Json;
using Sync.Scheduler.Planning;

namespace Sync.Tests.Scheduler.Planning;

public class PreviewTests
{
    private static readonly Kind Lum = Rig.Kind("Lum", "L", 120, ("redcat", Rig.Variant("L", 60)));
    private static readonly DateTimeOffset Noon = Rig.Midnight.AddHours(-10);

    [Fact]
    public void A_night_is_waited_for_exposed_and_ended()
    {
        var night = Preview.Of(Rig.Input(Noon, Rig.Target("M 31", Rig.M31, Rig.Plan(Lum, 60)), Rig.Target("M 42", Rig.M42, Rig.Plan(Lum, 30))));
        Assert.Equal(["M 31", "M 42"], night.Blocks.Select(b => b.Target));
        Assert.Equal([60, 30], night.Blocks.Select(b => b.Cameras.Sum(c => c.Count)));
        Assert.Equal(2, night.Waits.Count);
        Assert.Equal(night.Waits[0].Until, night.Blocks[0].From);
        Assert.Empty(night.Rejected);
        Assert.Contains("complete", night.Ending);
    }

    [Fact]
    public void Rounds_take_their_longest_exposure_and_the_overhead()
    {
        var night = Preview.Of(Rig.Input(Noon, Rig.Target("M 31", Rig.M31, Rig.Plan(Lum, 60))), TimeSpan.FromSeconds(10));
        var block = Assert.Single(night.Blocks);
        Assert.Equal((20 * 120) + (19 * 10), (block.Until - block.From).TotalSeconds);
        Assert.Equal(10, night.OverheadSeconds);
    }

    [Theory]
    [InlineData(RoundMode.Strict, 120, 50)]
    [InlineData(RoundMode.Loose, 120, 50)] // redcat takes one of 60 s in 120 s, with its reading out
    [InlineData(RoundMode.Packed, 501, 11)]
    public void Rounds_are_as_long_as_those_of_the_night(RoundMode mode, double seconds, int rounds)
    {
        var input = Rig.Input(Noon, Rig.Target("M 31", Rig.M31, Rig.Plan(Lum, 150))) with
        {
            Pacing = new(mode, null, TimeSpan.FromMinutes(10), TimeSpan.FromSeconds(15)),
            Cameras = [Rig.Esprit, Rig.Redcat, Rig.Newton],
        };
        var block = Assert.Single(Preview.Of(input).Blocks);
        Assert.Equal((seconds, rounds), (block.RoundSeconds, block.Rounds));
        var first = (RoundDecision)Planner.Next(input with { Now = block.From });
        Assert.All(first.Slots, s => Assert.Equal(1, s.Frames)); // nobody has been read out yet
    }

    [Fact]
    public void What_gets_nothing_is_told_with_its_reason()
    {
        var night = Preview.Of(Rig.Input(Noon, Rig.Target("M 31", Rig.M31, Rig.Plan(Lum)), Rig.Target("South", new(5, -75), Rig.Plan(Lum))));
        var rejected = Assert.Single(night.Rejected);
        Assert.Equal("South", rejected.Target);
        Assert.Contains("30°", rejected.Reason);
    }

    [Fact]
    public void Sun_and_moon_are_those_of_the_almanac()
    {
        // La Palma, 2025-10-21: sunset 18:26 UTC, sunrise 07:49 UTC on the 22nd, moonset about 18:50 UTC, new moon at 12:25 UTC.
        var night = Preview.Of(Rig.Input(Noon));
        Assert.Equal(new DateOnly(2025, 10, 21), night.Night);
        Assert.True(night.Sun.Sunset < night.Sun.CivilDusk && night.Sun.CivilDusk < night.Sun.NauticalDusk && night.Sun.NauticalDusk < night.Sun.AstronomicalDusk);
        Assert.True(night.Sun.AstronomicalDawn < night.Sun.NauticalDawn && night.Sun.NauticalDawn < night.Sun.CivilDawn && night.Sun.CivilDawn < night.Sun.Sunrise);
        Assert.InRange(night.Moon.Illumination, 0, 0.01);
        Assert.NotNull(night.Moon.Set);
    }

    [Fact]
    public void It_is_written_in_utc_with_camel_case_names()
    {
        var night = Preview.Of(Rig.Input(Noon, Rig.Target("M 31", Rig.M31, Rig.Plan(Lum))));
        using var json = JsonDocument.Parse(JsonSerializer.Serialize(night, JsonSerializerOptions.Web));
        Assert.EndsWith("Z", json.RootElement.GetProperty("sun").GetProperty("astronomicalDusk").GetString());
        var block = json.RootElement.GetProperty("blocks")[0];
        Assert.EndsWith("Z", block.GetProperty("from").GetString());
        Assert.Equal(120, block.GetProperty("cameras")[0].GetProperty("exposureSeconds").GetDouble());
    }
}
