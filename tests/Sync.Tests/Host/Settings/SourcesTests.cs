using System.Collections;
using Microsoft.Extensions.Configuration;
using Sync.Host.Commands;
using Sync.Host.Settings;
using Sync.Tests.CameraAgent;

namespace Sync.Tests.Host.Settings;

public sealed class SourcesTests : IDisposable
{
    private readonly ScratchDirectory scratch = new();

    public void Dispose() => scratch.Dispose();

    [Fact]
    public void A_secret_goes_before_the_file_and_the_environment_before_both()
    {
        var file = Write("sync.json", """{ "Night": { "DitherArcseconds": 1, "MoveWithin": "00:01:00" }, "Broker": { "Password": "of the file" }, /* so */ "Rounds": {}, }""");
        Directory.CreateDirectory(At("secrets"));
        Write("secrets/Broker__Password", "of the folder\n");
        Write("secrets/ca.pem", "");
        var settings = Sources.Read(file, At("secrets"), new Hashtable { ["Night__DitherArcseconds"] = "3", ["Night__MoveWithin"] = "", ["PATH"] = "x" });
        Assert.Equal("3", settings["Night:DitherArcseconds"]);
        Assert.Equal("00:01:00", settings["Night:MoveWithin"]);
        Assert.Equal("of the folder", settings["Broker:Password"]);
        Assert.Equal(["Broker:Password", "Night:DitherArcseconds", "Night:MoveWithin"], settings.AsEnumerable().Where(s => s.Value is not null).Select(s => s.Key).Order());
    }

    [Theory]
    [InlineData("a\n", "a")]
    [InlineData("a\r\n", "a")]
    [InlineData(" a \n\n", " a \n")]
    public void Only_the_last_line_end_is_no_part_of_a_secret(string text, string secret)
    {
        Write("Broker__Password", text);
        Assert.Equal(secret, Sources.Read(null, scratch, new Hashtable())["Broker:Password"]);
    }

    [Fact]
    public void An_empty_secret_is_named()
    {
        Write("Web__Password", "\n");
        Assert.Equal($"The secret {At("Web__Password")} is empty.", Refused(null, scratch));
    }

    [Fact]
    public void A_folder_where_a_secret_should_be_is_named()
    {
        Directory.CreateDirectory(At("..data"));
        Directory.CreateDirectory(At("Web__Password"));
        Assert.Equal($"The secret {At("Web__Password")} is a folder; allowed is a file.", Refused(null, scratch));
    }

    [Theory]
    [InlineData("[1]", "The settings file FILE is no JSON object.")]
    [InlineData("{\n  \"Night\": {\n", "The settings file FILE is no JSON: line 3, byte 1.")]
    public void A_file_that_is_no_object_is_named(string text, string sentence)
    {
        var file = Write("sync.json", text);
        Assert.Equal(sentence.Replace("FILE", file, StringComparison.Ordinal), Refused(file, null));
    }

    [Fact]
    public void What_is_not_there_is_named()
    {
        Assert.Contains(At("no.json"), Refused(At("no.json"), null));
        Assert.Equal($"--secrets is {At("none")}, which is no folder.", Refused(null, At("none")));
    }

    private static string Refused(string? file, string? secrets) =>
        Assert.Throws<SettingException>(() => Sources.Read(file, secrets, new Hashtable())).Message;

    private string Write(string name, string text)
    {
        File.WriteAllText(At(name), text);
        return At(name);
    }

    private string At(string name) => Path.Combine(scratch, name);
}
