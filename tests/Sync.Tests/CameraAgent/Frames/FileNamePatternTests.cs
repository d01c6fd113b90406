using Sync.CameraAgent.Frames;
using Sync.Devices.Rig;

namespace Sync.Tests.CameraAgent.Frames;

public sealed class FileNamePatternTests
{
    [Fact]
    public void Tokens_are_filled_and_both_slashes_begin_a_folder() => Assert.Equal(
        "2026-03-01/M 31/wide/2026-03-02_01-02-03_Ha_60.00s_0007_0012",
        Fill("$$DATEMINUS12$$\\$$TARGETNAME$$/$$CAMERA$$/$$DATETIME$$_$$FILTER$$_$$EXPOSURETIME$$s_$$ROUND$$_$$FRAMENR$$"));

    [Theory]
    [InlineData("../../etc/passwd", "-..-etc-passwd")]
    [InlineData("NGC 7000: \"North\" <a|b>?*", "NGC 7000- -North- -a-b---")]
    [InlineData("con", "_con")]
    [InlineData("name. . ", "name")]
    [InlineData("tab\there", "tab-here")]
    [InlineData("Réunion 銀河", "Réunion 銀河")]
    public void Names_are_made_fit_for_every_file_system(string name, string expected) =>
        Assert.Equal(expected, FileNamePattern.Sanitise(name));

    [Fact]
    public void A_long_name_is_cut_between_letters() =>
        Assert.Equal(120, System.Text.Encoding.UTF8.GetByteCount(FileNamePattern.Sanitise(new string('銀', 200))));

    [Fact]
    public void A_target_can_not_lead_out_of_the_directory() =>
        Assert.DoesNotContain("..", Fill("$$TARGETNAME$$/x", target: "..").Split('/'));

    [Theory]
    [InlineData("$$NOSUCH$$", "NOSUCH is not known")]
    [InlineData("", "is empty")]
    [InlineData("/etc/$$FILTER$$", "leaves the directory")]
    [InlineData("a/../../b", "leaves the directory")]
    [InlineData("C:\\frames\\$$FILTER$$", "leaves the directory")]
    [InlineData("$$FILTER", "not closed")]
    public void A_pattern_that_can_not_be_used_is_refused_with_a_reason(string pattern, string reason)
    {
        Assert.Contains(reason, FileNamePattern.Wrong(pattern));
        Assert.Throws<ArgumentException>(() => new FileNamePattern(pattern));
    }

    [Fact]
    public void Every_known_token_has_a_value()
    {
        var filled = Fill(string.Join('_', NameTokens.Known.Select(t => $"$${t}$$")));
        Assert.DoesNotContain("$$", filled);
    }

    private static string Fill(string pattern, string target = "M 31")
    {
        var camera = new CameraDescription { Name = "wide", Driver = "simulated", FocalLengthMillimetres = 400, ApertureMillimetres = 80 };
        var now = new DateTimeOffset(2026, 3, 2, 1, 2, 3, TimeSpan.Zero);
        return new FileNamePattern(pattern).Fill(NameTokens.Values(AgentHost.Round(number: 7, target: target), camera, 12, -10, now));
    }
}
