using Sync.Scheduler.Planning;

namespace Sync.Tests.Scheduler.Planning;

public class DitherRuleTests
{
    [Theory]
    [InlineData(1, "LRGBLRGB", "LRGBdLRGB")]
    [InlineData(2, "LRGBLRGBLRGB", "LRGBLRGBdLRGB")]
    [InlineData(1, "LLRR", "LdLRdR")]
    [InlineData(2, "LLRRGGBBLLL", "LLRRGGBBdLLdL")]
    [InlineData(0, "LLLL", "LLLL")]
    public void One_camera_dithers_as_target_scheduler_does(int every, string filters, string expected)
    {
        List<TakenExposure> taken = [];
        var told = "";
        foreach (var filter in filters)
        {
            var slot = Slot("a", filter.ToString(), every);
            if (DitherRule.Due(taken, [slot]))
            {
                taken.Clear();
                told += "d";
            }

            taken.Add(new("a", slot.Filter));
            told += filter;
        }

        Assert.Equal(expected, told);
    }

    [Fact]
    public void One_dither_serves_all_and_is_due_when_any_camera_is_due()
    {
        CameraSlot[] next = [Slot("a", "L", 3), Slot("b", null, 2)];
        Assert.False(DitherRule.Due([new("a", "L"), new("a", "L"), new("b", null)], next));
        Assert.True(DitherRule.Due([new("a", "L"), new("b", null), new("b", null)], next));
    }

    [Fact]
    public void What_another_camera_took_through_the_same_filter_does_not_count() =>
        Assert.False(DitherRule.Due([new("a", "L"), new("b", "L")], [Slot("a", "L", 2), Slot("b", "L", 2)]));

    private static CameraSlot Slot(string camera, string? filter, int every) =>
        new(camera, Guid.Empty, "Lum", filter, TimeSpan.FromSeconds(60), null, null, 1, null, every);
}
