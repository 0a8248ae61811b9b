export const gallery = {
  search: '搜索问题',
  found: '找到 {n} 个问题',
  nothing: '没有包含这些词的问题。可在编辑器中自己写。',
  group_size: '成效有多大？',
  group_evidence: '成效背后有什么依据？',
  group_who: '谁在讲述，讲了什么？',
  group_documents: '文献中还有什么？',
};
