namespace Sync.Host.Web;

/// <summary>Answers in plain text.</summary>
internal static class Plain
{
    /// <summary>To GET and HEAD; any other method is refused.</summary>
    public static Task Answer(HttpContext context, int status, string text)
    {
        var response = context.Response;
        response.ContentType = "text/plain; charset=utf-8";
        response.Headers.CacheControl = "no-store";
        response.Headers.XContentTypeOptions = "nosniff";
        if (HttpMethods.IsHead(context.Request.Method) || HttpMethods.IsGet(context.Request.Method))
        {
            response.StatusCode = status;
            return HttpMethods.IsHead(context.Request.Method) ? Task.CompletedTask : response.WriteAsync($"{text}\n", context.RequestAborted);
        }
        response.StatusCode = StatusCodes.Status405MethodNotAllowed;
        response.Headers.Allow = "GET, HEAD";
        return Task.CompletedTask;
    }
}
