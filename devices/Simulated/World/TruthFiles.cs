using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Sync.Devices.Simulated.World;

/// <summary>
/// A directory with one file of JSON lines a device. Each file has one writer, its device; everybody reads all of them
/// and follows them as they grow. A line counts when its end is written.
/// </summary>
internal sealed class TruthFiles
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    private readonly string directory;
    private readonly Dictionary<string, long> read = [];
    private readonly HashSet<string> mended = [];

    public TruthFiles(string directory)
    {
        this.directory = directory;
        Directory.CreateDirectory(directory);
    }

    public void Append(TruthRecord record)
    {
        var path = Of(record.Device);
        using var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite);
        if (mended.Add(path))
            CutTornLine(file);
        file.Seek(0, SeekOrigin.End);
        file.Write(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(record, Json) + "\n"));
    }

    /// <summary>What all devices wrote since it was last read.</summary>
    public IEnumerable<TruthRecord> ReadNew() => Directory.EnumerateFiles(directory, "*.jsonl").SelectMany(ReadNewIn);

    /// <summary>What that device wrote since it was last read.</summary>
    public IEnumerable<TruthRecord> ReadNew(string device) => Of(device) is var path && File.Exists(path) ? ReadNewIn(path) : [];

    private string Of(string device) => Path.Combine(directory, device + ".jsonl");

    private IEnumerable<TruthRecord> ReadNewIn(string path)
    {
        var from = read.GetValueOrDefault(path);
        var bytes = ReadFrom(path, from);
        var whole = Array.LastIndexOf(bytes, (byte)'\n') + 1;
        read[path] = from + whole;
        foreach (var line in Encoding.UTF8.GetString(bytes, 0, whole).Split('\n', StringSplitOptions.RemoveEmptyEntries))
            yield return Parse(path, line);
    }

    private static TruthRecord Parse(string path, string line)
    {
        try
        {
            return JsonSerializer.Deserialize<TruthRecord>(line, Json)!;
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"{Path.GetFileName(path)} holds a line that is no record of a simulated device: {line}", e);
        }
    }

    private static byte[] ReadFrom(string path, long from)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        if (file.Length <= from)
            return [];
        file.Seek(from, SeekOrigin.Begin);
        var bytes = new byte[file.Length - from];
        file.ReadExactly(bytes);
        return bytes;
    }

    /// <summary>A process killed while it wrote leaves half a line that nobody has read.</summary>
    private static void CutTornLine(FileStream file)
    {
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        file.SetLength(Array.LastIndexOf(bytes, (byte)'\n') + 1);
    }
}
