import type { Params } from '../i18n.ts';

export const errors = {
  sql: '语句有错误。没有任何更改；请改正后重新运行。',
  cancelled: '已取消。已返回的行保留。',
  out_of_memory: '引擎内存不足。您的作品和表都还在；请减少行或列，或先做汇总。',
  access_denied: '查询在封闭的沙箱中运行：没有网络，不能读其他文件。只能读取自带的表和您添加的文件。',
  engine_crashed: '引擎已停止。您的查询、图表和文件都还在；重启引擎即可继续。',
  engine_unavailable: '引擎未能启动。已保存的作品仍可阅读；请重启引擎或重新加载页面。',
  no_webassembly:
    '此浏览器没有查询引擎所需的 WebAssembly。已保存的作品和现成答案仍可阅读；请用新版 Firefox、Chrome、Edge 或 Safari 运行查询。',
  engine_file_missing: '无法从本站加载引擎文件。已保存的作品仍在；请检查连接或主机，然后重启引擎。',
  extension_missing: '无法从本站加载引擎扩展“{name}”。已保存的作品仍在；请检查连接或主机，然后重启引擎。',
  data_missing: '无法从本站加载数据文件“{name}”。已保存的作品仍在；请检查连接或主机，然后重启引擎。',
  data_damaged:
    '数据文件“{name}”已损坏，或不属于本页面的版本。不会查询它；已保存的作品仍在。请重启引擎以重新获取，或重新加载页面。',
  part_missing: '页面的一部分无法加载。作品仍在；请检查网络或站点，然后重新加载页面。',
  storage_evicted:
    '浏览器清空了存储：{n} 个已保存的作品已不在。从现在起打开的内容会被保存；可在“已保存”中打开工作区文件，恢复曾导出的内容。',
  work_missing: '此作品已无法读取：它在另一窗口中被删除，或记录已损坏。没有任何改变。',
  storage_refused: '此浏览器不允许页面存储数据。页面打开期间工作照常保留；要长期保留，请下载为文件。',
  storage_full: '浏览器存储已满。上次保存的内容仍在；请先把作品下载为文件，再删除一些内容。',
  link_damaged: '链接已损坏或被截断。没有打开或更改任何内容；请重新索取链接或文件。',
  link_version: '此链接由另一版本的 Yardstick 生成，本版本无法读取。没有打开或更改任何内容。',
  link_too_long: '作品太长，无法放进链接。请改为下载文件。',
  share_empty: '分享的内容里没有标尺能打开的东西：没有文件，也没有作品链接。没有任何改变。',
  share_lost: '分享的内容没能保留，或已不在。没有任何改变；请重新分享，或在此打开文件。',
  share_too_large: '分享的内容超过 200 MB，没有保留。没有任何改变；请在此直接打开文件。',
  file_foreign: '这不是 Yardstick 文件。没有打开或更改任何内容。',
  file_damaged: '文件已损坏，无法读取。没有打开或更改任何内容。',
  file_too_large: '文件太大。没有打开或更改任何内容。',
  file_version: '此文件由另一版本的 Yardstick 生成，本版本无法读取。没有打开或更改任何内容。',
  file_empty: '“{name}”是空文件（0 字节）。没有添加任何内容。',
  file_unreadable: '无法再读取“{name}”：它已被更改、移动或删除，或者读取许可已失效。请重新选择。',
  file_read: '您添加的某个文件在磁盘上已被更改、移动或删除，无法读取。请在“文件”中刷新，然后重新运行。',
  file_mismatch: '“{name}”的名称表示 {says}，内容却是 {is}。没有添加任何内容。',
  file_unsupported:
    '“{name}”的内容是 {is}，无法查询。可查询 Parquet、CSV、TSV、JSON、NDJSON、Arrow、XLSX 和 DuckDB 文件。没有添加任何内容。',
  file_cut: '“{name}”不完整：缺少结尾。请重新下载或复制。没有添加任何内容。',
  file_corrupt: '“{name}”已损坏，或采用了引擎不支持的写法。没有添加任何内容。',
  file_beyond:
    '“{name}”太大：这种格式最多可读取 {mb} MB。请另存为可就地读取的 Parquet 或 CSV。没有添加任何内容。',
  file_encrypted: '“{name}”已加密。请去掉加密或密码后另存，再重新添加。没有添加任何内容。',
  file_newer: '“{name}”由比本引擎更新的 DuckDB 写成。请把其中的表导出为 Parquet。没有添加任何内容。',
  file_bad_row: '“{name}”第 {line} 行与其余各行不一致。没有添加任何内容。',
  file_bad_record: '“{name}”第 {line} 条记录与其余各条不一致。没有添加任何内容。',
  file_sniff: '无法判断“{name}”的格式。请手动设置分隔符、引号和表头。没有添加任何内容。',
  file_no_rows: '“{name}”中没有表格：没有任何列。没有添加任何内容。',
  file_not_found: '“{name}”已不在原处。请重新选择，或从列表中移除。',
  file_copy_too_large: '文件太大，无法复制以供下次使用：最多 {mb} MB。页面打开期间仍可使用。',
  remote_address:
    '无法获取这个地址。地址须以 https://（或 http://）开头，用名称或 IPv4 地址指明主机，并且不含用户名或密码。没有发出任何请求。',
  remote_insecure:
    '本页面通过 https 打开，浏览器不允许它通过 http 获取文件。没有发出任何请求。请使用该文件的 https 地址，或下载后拖放到这里。',
  remote_unreachable: '无法连接 {host}。没有添加任何内容。请检查地址和网络，然后重试。',
  remote_refused:
    '{host} 有响应，但不允许网页读取该文件。没有添加任何内容。需要其所有者发送标头“Access-Control-Allow-Origin: *”；也可下载文件后拖放到这里。',
  remote_redirect:
    '{host} 把请求转到了另一台未经您允许的主机。已拒绝转向，没有添加任何内容。请输入文件在那里的地址，或下载后拖放到这里。',
  remote_status: ({ status }: Params) =>
    String(status) === '404' || String(status) === '410'
      ? '{host} 上没有这个文件（{status}）。没有添加任何内容。请检查地址。'
      : '{host} 不提供该文件（{status}）。没有添加任何内容。请检查地址，或下载后拖放到这里。',
  remote_lost: '与 {host} 的连接中途断开。没有添加任何内容。请重新获取。',
  remote_changed: '{host} 上的文件在读取期间发生了变化。没有添加任何内容。请重新获取。',
  remote_beyond:
    '超过了“{name}”可获取的大小：最多 {mb} MB。没有添加任何内容。请尽量少选几列，或下载后拖放到这里，便可就地读取。',
  remote_no_parts:
    '“{name}”大于 {mb} MB，而 {host} 不支持只提供文件的一部分。没有添加任何内容。请下载后拖放到这里，便可就地读取。',
  remote_off: '正在访问 {host} 时网络已被关闭。没有添加任何内容。',
  remote_unavailable:
    '无法打开页面中负责获取文件的部分：没有网络连接，或本页面所在的主机不允许它访问其他主机。没有向 {host} 发出请求，也没有添加任何内容。请下载文件后拖放到这里。',
  name_unusable: '名称至少要有一个字母、汉字或数字。',
  name_taken: '已有名为“{name}”的表。',
  spec_invalid: '无法画出此图表。上一张图表保留；请改正规范。',
  spec_refused: '此图表试图从别处加载内容。图表只画查询结果；该地址没有被访问。',
  chart_failed: '无法画出图表。结果在表格中。',
  export_failed: '无法写入文件。没有保存任何内容。',
  whole_page_missing: '无法从本页的来源取得该文件。它不在离线缓存中：请联网后重试。没有任何更改。',
  internal: '页面出错。您的作品仍在；如不能继续，请重新加载页面。',
};
