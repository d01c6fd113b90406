using System.Collections;
using Microsoft.Extensions.Configuration;
using Sync.Host.Commands;
using Sync.Host.Settings;
using Sync.Tests.CameraAgent;

namespace Sync.Tests.Host.Settings;

public sealed class SettingProblemTests : IDisposable
{
    private readonly ScratchDirectory scratch = new();

    public void Dispose() => scratch.Dispose();

    [Theory]
    [InlineData("""{"Night": {"DitherArcsecond": 8}}""", "Night:DitherArcsecond in sync.json is no setting; did you mean Night:DitherArcseconds?")]
    [InlineData("""{"Rounds": {"DitherArcseconds": 8}}""", "Rounds:DitherArcseconds in sync.json is no setting; did you mean Night:DitherArcseconds?")]
    [InlineData("""{"DitherArcseconds": 8}""", "DitherArcseconds in sync.json is no setting; did you mean Night:DitherArcseconds?")]
    [InlineData("""{"Nigth": {"DitherArcseconds": 8, "AtMost": null}}""", "Nigth in sync.json is no section; did you mean Night?")]
    [InlineData("""{"Grading": {"Hrf": {"Sigmas": 3}}}""", "Grading:Hrf in sync.json is no section; did you mean Grading:Hfr?")]
    [InlineData("""{"Fleet": {"Weather": 1}}""", "Fleet:Weather in sync.json is no setting; Fleet has LostAfter.")]
    [InlineData("""{"Telescope": {"Focus": 1}}""", "Telescope in sync.json is no setting; the sections are ConnectionStrings, ")]
    [InlineData("""{"Night": 8}""", "Night in sync.json is a value; it is a section, and has EveryEvening, ")]
    [InlineData("""{"Night": null}""", "Night in sync.json is a value; it is a section, and has EveryEvening, ")]
    [InlineData("""{"Fleet": []}""", "Fleet in sync.json is a value; it is a section, and has LostAfter.")]
    [InlineData("""{"Night": {"DitherArcseconds": {"Value": 8}}}""", "Night:DitherArcseconds in sync.json is an object; allowed is a number.")]
    [InlineData("""{"Night": {"DitherArcseconds": [8]}}""", "Night:DitherArcseconds in sync.json is a list; allowed is a number.")]
    [InlineData("""{"Night": {"AtMost": 8}}""", "Night:AtMost in sync.json is 8; allowed is a duration, [days.]hours:minutes:seconds, such as 10:00:00.")]
    [InlineData("""{"Grading": {"StarCount": "yes"}}""", "Grading:StarCount in sync.json is yes; allowed is true or false.")]
    [InlineData("""{"Night": {"DitherArcseconds": 8, "ditherArcseconds": 9}}""", "Night:ditherArcseconds in sync.json is written twice.")]
    [InlineData("""{"Night": {}, "Night": {"DitherArcseconds": 9}}""", "Night in sync.json is written twice.")]
    [InlineData("""{"Night:AtMost": null, "Night": {"AtMost": null}}""", "Night:AtMost in sync.json is written twice.")]
    public void A_member_that_cannot_be_used_is_named(string text, string sentence)
    {
        var said = Assert.Single(Refused(Write(text), [], []));
        Assert.StartsWith(sentence, said);
    }

    [Fact]
    public void A_null_is_as_if_it_were_not_there() =>
        Assert.Null(Sources.Read(Write("""{"Night": {"DitherArcseconds": null}}"""), scratch, new Hashtable())["Night:DitherArcseconds"]);

    [Theory]
    [InlineData("Night__DitherArcsecond", "Night__DitherArcsecond in the environment is no setting; did you mean Night__DitherArcseconds?")]
    [InlineData("Nigth__X", "Nigth__X in the environment is no setting; did you mean one of Night, which has EveryEvening, ")]
    [InlineData("GRADING__HFR", "GRADING__HFR in the environment is a value; it is a section, and has Enabled, ")]
    [InlineData("Health__Port", "Health__Port in the environment is secret; allowed is a whole number.")]
    public void A_variable_that_nearly_is_a_setting_is_named(string variable, string sentence) =>
        Assert.StartsWith(sentence, Assert.Single(Refused(null, [variable], [])));

    [Fact]
    public void Variables_of_others_are_left_alone()
    {
        var others = new Hashtable { ["Logging__LogLevel__Default"] = "x", ["PATH"] = "x", ["Night"] = "x", ["__CF_USER"] = "x", ["Nightmare__X"] = "x" };
        Assert.Empty(Sources.Read(null, scratch, others).AsEnumerable());
    }

    [Fact]
    public void All_problems_are_told_at_once_and_no_secret()
    {
        var all = Refused(Write("""{"Nigth": {}, "Broker": "secret"}"""), ["Night__AtMots"], ["Broker__Pasword", "Web", "tls.key"]);
        Assert.Equal(4, all.Length);
        Assert.Equal($"Broker__Pasword in {scratch.Path} is no setting; did you mean Broker__Password?", all[2]);
        Assert.DoesNotContain(all, p => p.Contains("secret", StringComparison.Ordinal));
    }

    private string[] Refused(string? file, string[] variables, string[] secrets)
    {
        foreach (var name in secrets)
            File.WriteAllText(Path.Combine(scratch, name), "secret");
        var environment = new Hashtable(variables.ToDictionary(v => v, _ => "secret"));
        return Assert.Throws<SettingException>(() => Sources.Read(file, scratch, environment)).Message.Split(Environment.NewLine);
    }

    private string Write(string text)
    {
        var file = Path.Combine(scratch, "sync.json");
        File.WriteAllText(file, text);
        return file;
    }
}
