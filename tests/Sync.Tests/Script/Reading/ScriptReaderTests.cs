using Sync.Script;
using Sync.Script.Reading;
using Sync.Tests.House;

namespace Sync.Tests.Script.Reading;

public class ScriptReaderTests
{
    [Fact]
    public void Every_step_is_read_as_it_is_written()
    {
        var script = Read("""
            rig:
              prepare:
                - cool: -10
                  over: 10 min
                  within: 1 h
                - warm
                - warm:
                  over: 90 s
                - cover: open
                - light: 40
                - light: off
                - command: [roof, open, "the north one"]
                - notify: "{target} is next."
                - barrier: roof
                  for: [roof-controller, lamp]
                - wait: darkness
                - wait: 2.5 min
                - wait: "21:30"
                - wait: { altitude: 30, of: M 31 }
                - wait: { altitude: -15, of: sun }
            cameras:
              esprit:
                AfterEachExposure:
                  - command: copy-newest
            """);
        var steps = script.Rig[Occasion.Prepare];
        Assert.Equal(new CoolStep(-10, TimeSpan.FromMinutes(10)) { Within = TimeSpan.FromHours(1) }, steps[0]);
        Assert.Equal([new WarmStep(TimeSpan.Zero), new WarmStep(TimeSpan.FromSeconds(90)), new CoverStep(true), new LightStep(40), new LightStep(0)], steps.Skip(1).Take(5));
        var roof = Assert.IsType<CommandStep>(steps[6]);
        Assert.Equal(("roof", null), (roof.Program, roof.Camera));
        Assert.Equal(["open", "the north one"], roof.Arguments);
        Assert.Equal(new NotifyStep("{target} is next."), steps[7]);
        Assert.Equal(["roof-controller", "lamp"], Assert.IsType<BarrierStep>(steps[8]).Programs);
        Assert.Equal(
            [new SunBelow(-18), new AfterDuration(TimeSpan.FromSeconds(150)), new AtTime(new(21, 30)), new TargetAbove(30, "M 31"), new SunBelow(-15)],
            steps.Skip(9).Select(s => ((WaitStep)s).For));
        Assert.Equal("esprit", Assert.IsType<CommandStep>(Assert.Single(script.Cameras["esprit"][Occasion.AfterEachExposure])).Camera);
        Assert.Equal([Condition.Targets], script.While);
    }

    [Fact]
    public void All_that_is_wrong_is_told_at_once_with_its_line_and_column_and_what_was_meant()
    {
        var errors = Errors("""
            whille: targets
            rig:
              prepare:
                - coool: -10
                - cool: very
                  ovr: 10 min
                - barrier: roof
                  cool: 3
                - wait: darknes
              AfterTaget:
                - notify
              finish: warm
            cameras:
              espirt:
                prepare: []
              redcat:
                prepare:
                  - cover: open
                  - command: /bin/rm
            """);
        Assert.Equal(
            [
                "1:1: 'whille' is nothing of The script; did you mean 'while'?",
                "4:7: 'coool' is no step; did you mean 'cool'?",
                "5:13: cool is 'very'; -100 to 50 is allowed.",
                "6:7: 'ovr' is nothing of 'cool'; did you mean 'over'?",
                "8:7: 'cool' stands in one step with 'barrier'; each step has one of them and begins with a dash.",
                "9:13: wait is 'darknes'; did you mean 'darkness'?",
                "10:3: 'AfterTaget' is nothing of rig; did you mean 'AfterTarget'?",
                "12:11: finish is 'warm'; a list of steps is allowed, each with a dash before it.",
                "14:3: 'espirt' is nothing of cameras; did you mean 'esprit'?",
                "18:9: redcat has no cover that 'cover' could be for; the rig's file says which camera has one.",
                "19:18: command is '/bin/rm'; a camera's is the name of a file in its agent's CameraAgent:Programs, of letters, digits, dots, - and _.",
            ],
            errors);
    }

    [Theory]
    [InlineData("- notify", "'notify' has no value; write it as notify: VALUE.")]
    [InlineData("- over: 3 s", "'over' has no step; allowed with it are cool, warm.")]
    [InlineData("- warm: 3", "warm is '3'; it has no value, but may have over: 10 min.")]
    [InlineData("- cover: ajar", "cover is 'ajar'; open or close is allowed.")]
    [InlineData("- light: 101", "light is '101'; 0 to 100 is allowed.")]
    [InlineData("- barrier: a b", "barrier is 'a b'; 1 to 64 letters, digits, - and _ are allowed.")]
    [InlineData("- barrier: a\n      for: [b, c d]", "for has 'c d'; 1 to 64 letters, digits, - and _ are allowed.")]
    [InlineData("- notify: ''", "notify is ''; a text is allowed.")]
    [InlineData("- command: []", "command is an empty list; at least one text is needed.")]
    [InlineData("- cool: 5\n      within: 5", "within is '5'; allowed is a number with s, min or h, such as 90 s or 5 min, more than 0 up to 24 h.")]
    [InlineData("- wait: {of: M 31}", "wait has no altitude; allowed are sunset, civil, nautical, darkness, a duration such as 5 min, a time such as \"21:30\" (UTC), or {altitude: 30, of: M 31}.")]
    [InlineData("- wait: 5 min\n      within: 3 s", "'within' is nothing of 'wait', which has its value alone.")]
    [InlineData("- slew: {ra: 25, dec: 10}", "ra is '25'; hours, such as 00:42:44 or 0.7123, 0 to 24 is allowed.")]
    [InlineData("- slew: {altitude: 5, azimuth: 90}", "altitude is '5'; 10 to 90 is allowed.")]
    [InlineData("- slew: {altitude: 50, azimut: 90}", "'azimut' is nothing of slew; did you mean 'azimuth'?")]
    [InlineData("- slew: {altitude: 50, dec: 9}", "slew has altitude, dec; allowed are the name of a target, {ra: \"00:42:44\", dec: \"+41:16:09\"}, or {altitude: 80, azimuth: 90}.")]
    [InlineData("- slew: [M 31]", "slew is a list; allowed are the name of a target, {ra: \"00:42:44\", dec: \"+41:16:09\"}, or {altitude: 80, azimuth: 90}.")]
    [InlineData("- [cool]", "A step is a list; allowed is a word with a value, such as cool: -10.")]
    public void A_step_that_can_not_be_used_is_told_in_a_sentence(string step, string sentence) =>
        Assert.Equal(sentence, Assert.Single(Errors($"rig:\n  prepare:\n    {step}\n"))[(Errors($"rig:\n  prepare:\n    {step}\n")[0].IndexOf(": ", StringComparison.Ordinal) + 2)..]);

    [Fact]
    public void A_slew_goes_to_a_target_or_to_a_place()
    {
        var script = Read("""
            rig:
              BeforeTarget:
                - slew
                - slew: M 31
                - slew: {ra: 00:42:44, dec: "-05:30"}
                - slew: {altitude: 80, azimuth: 90}
                  within: 4 min
            """);
        Assert.Equal<ScriptStep>(
            [
                new SlewStep(new TargetPlace(null)), new SlewStep(new TargetPlace("M 31")), new SlewStep(new StarPlace((42 + (44 / 60.0)) / 60, -5.5)),
                new SlewStep(new HorizonPlace(80, 90)) { Within = TimeSpan.FromMinutes(4) },
            ],
            script.Rig[Occasion.BeforeTarget]);
    }

    [Fact]
    public void A_slew_is_of_the_rig_and_not_behind_the_parked_mount() => Assert.Equal(
        [
            "3:7: 'slew' is nothing for finish, when the mount is parked and stays so; it belongs to an event before.",
            "7:9: 'slew' moves all telescopes, not redcat alone; it belongs to the rig's steps.",
            "8:9: 'slew' moves all telescopes, not redcat alone; it belongs to the rig's steps.",
        ],
        Errors("rig:\n  finish:\n    - slew: M 31\ncameras:\n  redcat:\n    prepare:\n      - slew: M 31\n      - slew\n"));

    [Fact]
    public void Autofocus_darks_and_flats_are_read_with_all_that_stands_beside_them()
    {
        var steps = Read("""
            rig:
              prepare:
                - autofocus
                - autofocus: L
                  within: 8 min
                - darks: [60 s, 5 min]
                  count: 15
                  gain: [0, 100]
                  offset: 30
                - flats: all
                - flats: [L, Ha]
                  count: 12
                  adu: 25000
                  tolerance: 5
                  shortest: 0.5 s
                  longest: 30 s
                  panel: 40
                  gain: 100
                  binning: 2
            """).Rig[Occasion.Prepare];
        Assert.Equal([new AutofocusStep(null), new AutofocusStep("L") { Within = TimeSpan.FromMinutes(8) }], steps.Take(2));
        var darks = Assert.IsType<DarksStep>(steps[2]);
        Assert.Equal((15, 1), (darks.Count, darks.Binning));
        Assert.Equal([TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5)], darks.Exposures);
        Assert.Equal<(int?, int?)>([(0, 30), (100, 30)], darks.Gains.Select(g => (g, darks.Offsets.Single())));
        var (sky, panel) = (Assert.IsType<FlatsStep>(steps[3]), Assert.IsType<FlatsStep>(steps[4]));
        Assert.Equal((0, 20, 30000, false), (sky.Filters.Count, sky.Count, sky.Adu, sky.NeedsCover));
        Assert.Equal(["L", "Ha"], panel.Filters);
        Assert.Equal((12, 25000, 5, 0.5, 30, 40, 100, 2), (panel.Count, panel.Adu, panel.TolerancePercent, panel.Shortest.TotalSeconds, panel.Longest.TotalSeconds, panel.PanelPercent, panel.Gain, panel.Binning));
    }

    [Fact]
    public void All_that_is_wrong_with_darks_and_flats_is_told_at_once() => Assert.Equal(
        [
            "3:7: 'autofocus' is nothing for finish, when the mount is parked and stays so; it belongs to an event before.",
            "4:14: darks is '60'; allowed is a number with s, min or h, such as 90 s or 5 min, more than 0 up to 24 h.",
            "5:14: count is '0'; 1 to 1000 is allowed.",
            "6:17: gain is '1.5'; a whole number is allowed.",
            "7:7: 'ligth' is nothing of 'darks'; allowed are count, gain, offset, binning, within.",
            "9:12: adu is '70000'; 100 to 60000 is allowed.",
            "10:17: shortest is 30 s and longest 20 s; the first must be shorter.",
            "14:9: redcat has no cover that 'darks' could be for; the rig's file says which camera has one.",
            "16:16: redcat has no cover whose panel could light flats; the rig's file says which camera has one. Without panel they are of the sky.",
        ],
        Errors("""
            rig:
              finish:
                - autofocus
                - darks: 60
                  count: 0
                  gain: [0, 1.5]
                  ligth: 3
                - flats: L
                  adu: 70000
                  shortest: 30 s
            cameras:
              redcat:
                finish:
                  - darks: 60 s
                  - flats: L
                    panel: 40
            """));

    [Theory]
    [InlineData("while: [targets, projects]", "Targets, Projects")]
    [InlineData("while: safe", "Targets, Safe")]
    [InlineData("while: projects", "Projects")]
    public void Conditions_are_one_word_or_several(string text, string conditions) =>
        Assert.Equal(conditions, string.Join(", ", Read(text).While.Order()));

    [Fact]
    public void What_is_no_yaml_is_told_where_it_ceases_to_be() => Assert.StartsWith("3:1: This is no YAML: ", Assert.Single(Errors("rig:\n  - [a\n")));

    [Fact]
    public void An_empty_file_is_an_empty_script() => Assert.Empty(Read("# nothing\n").At(Occasion.Prepare, ["esprit"]));

    [Fact]
    public void The_example_can_be_used_and_has_every_event()
    {
        var script = ScriptReader.Read("night.example.yml", Repository.Text("deploy/config/night.example.yml"), ["esprit"], ["esprit"]);
        var occasions = script.Rig.Keys.Concat(script.Cameras["esprit"].Keys).Distinct().Order();
        Assert.Equal(Enum.GetValues<Occasion>(), occasions);
    }

    private static Playbook Read(string text) => ScriptReader.Read("night.yml", text, ["esprit", "redcat"], ["esprit"]);

    private static IReadOnlyList<string> Errors(string text) =>
        [.. Assert.Throws<ScriptException>(() => Read(text)).Message.Split('\n').Select(l => l["night.yml:".Length..])];
}
