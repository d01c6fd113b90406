using System.Text.Json;
using System.Text.Json.Serialization;

namespace Sync.Devices.Rig;

/// <summary>Reads a rig from JSON: members as in <see cref="RigDescription"/> in camelCase; comments are allowed, unknown members are not.</summary>
public static class RigFile
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Other files that it names lie beside it, or where their whole path says.</summary>
    /// <exception cref="RigException">there is no such file, or it describes no usable rig</exception>
    public static RigDescription Read(string path)
    {
        try
        {
            var rig = Parse(File.ReadAllText(path));
            var whole = rig with { Site = rig.Site with { Horizon = Beside(path, rig.Site.Horizon) } };
            _ = whole.Site.Skyline();
            return whole;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new RigException($"The rig file {path} can't be read: {e.Message}", e);
        }
        catch (RigException e)
        {
            throw new RigException($"{path}: {e.Message}", e);
        }
    }

    /// <exception cref="RigException">it describes no usable rig</exception>
    public static RigDescription Parse(string json)
    {
        RigDescription rig;
        try
        {
            rig = JsonSerializer.Deserialize<RigDescription>(json, Json) ?? throw new RigException("The rig is null; an object with site, mount and cameras is allowed.");
        }
        catch (JsonException e)
        {
            var words = e.Message.Split(" Path:")[0].TrimEnd('.');
            throw new RigException($"At {e.Path ?? "$"}, line {e.LineNumber + 1}: {words}.", e);
        }
        RigCheck.Check(rig);
        return rig;
    }

    private static string? Beside(string rig, string? file) => file is null ? null : Path.Combine(Path.GetDirectoryName(Path.GetFullPath(rig))!, file);

    /// <summary>The same rig as text that <see cref="Parse"/> reads.</summary>
    public static string Write(RigDescription rig) => JsonSerializer.Serialize(rig, Json);
}
